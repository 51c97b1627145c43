// The query field becomes an editor (YASQE) with colours, checks and completion of our own terms.
"use strict";
const field = document.getElementById("query");
const form = field.form;
const place = document.createElement("div");
field.after(place);
field.hidden = true;
localStorage.removeItem("yasqe"); // each address holds its own query

Yasqe.defaults.autocompleters = ["variables", "wijkgraaf"];
Yasqe.registerAutocompleter({
  name: "wijkgraaf",
  bulk: true,
  persistenceId: null,
  isValidCompletionPosition: (yasqe) => {
    const token = yasqe.getCompleteToken();
    return token.string.length > 0 && !token.string.startsWith("?") && token.type !== "string";
  },
  preProcessToken: (yasqe, token) => ({ ...token, autocompletionString: token.string }),
  postProcessSuggestion: (yasqe, token, suggestion) => suggestion,
  get: () => fetch("/sparql/terms.json").then((answer) => answer.json()),
}, true);
const editor = new Yasqe(place, {
  value: field.value,
  persistenceId: null,
  createShareableLink: null,
  showQueryButton: false,
  resizeable: true,
  prefixCcApi: "",
  requestConfig: { endpoint: location.origin + "/sparql" },
});
editor.setValue(field.value);
editor.getInputField().setAttribute("aria-label", field.labels[0].textContent);
const ask = () => { field.value = editor.getValue(); form.submit(); };
editor.setOption("extraKeys", { ...editor.getOption("extraKeys"), "Ctrl-Enter": ask, "Cmd-Enter": ask });
form.addEventListener("submit", () => { field.value = editor.getValue(); });
