"""How each shipped model is made, a command each."""
