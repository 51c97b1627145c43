"""What our words mean: vocabulary, shapes, thesaurus, and the only maker of IRIs."""
