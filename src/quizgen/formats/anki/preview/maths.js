// Puts maths in the place of its source, as Anki does. What is not known typeset stays as it is written.
function typesetMaths(root, known) {
  "use strict";
  var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  var texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentNode.closest("script, style, math, .preview-maths")) texts.push(walker.currentNode);
  }
  texts.forEach(function (text) {
    var parts = text.data.split(/\\\(([^]*?)\\\)|\\\[([^]*?)\\\]/);
    if (parts.length === 1) return;
    var marked = document.createDocumentFragment();
    for (var n = 0; n < parts.length; n += 3) {
      marked.append(parts[n]);
      var inline = parts[n + 1];
      var maths = inline === undefined ? parts[n + 2] : inline;
      if (maths === undefined) continue;
      var typeset = known[(inline === undefined ? "[" : "(") + maths.trim()];
      if (typeset) {
        marked.append(new DOMParser().parseFromString(typeset, "text/html").body.firstChild);
        continue;
      }
      var code = document.createElement("code");
      code.className = "preview-maths";
      code.title = "Anki typesets this";
      code.textContent = maths.trim();
      marked.append(code);
    }
    text.parentNode.replaceChild(marked, text);
  });
}
