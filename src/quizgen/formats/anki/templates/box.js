// Anki's box has no name of its own: it is read out as the question and what to type.
var box = document.getElementById("typeans");
if (box) box.setAttribute("aria-labelledby", "qg-stem qg-task");
