// What the scripts say; a number or a text takes the place of %1 and %2.
var speech = speak(document.getElementById("qg"));
var WORDS = WORDS_IN_ENGLISH;
function say(name, one, other) {
  return (speech[name] || WORDS[name]).replace("%1", function () { return one; })
    .replace("%2", function () { return other; });
}
