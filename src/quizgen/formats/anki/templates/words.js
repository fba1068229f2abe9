// What the scripts say; a number or a text takes the place of %1 and %2.
"use strict";
var WORDS = {
  right: "Right",
  wrong: "Wrong",
  compare: "Not on the list: compare",
  compareWith: "Not on the list: compare with “%1”",
  nothing: "You picked nothing.",
  rightPick: "Right, your pick",
  wrongPick: "Wrong, your pick",
  missedPick: "Missed: right, but not picked",
  rightAnswer: "Right answer",
  found: "%1 of %2 found",
  wrongPicks: ", %1 wrong",
  placeTask: "Tap them in order. Tap one again to undo.",
  inPlace: "%1 of %2 in place",
  inOrder: "%1 of %2 in the right order",
  shifted: "In order, but you put it at number %1",
  misplaced: "You put this at number %1",
  unplaced: "You did not place it",
  matchTask: "Tap an item, then its match. Tap again to undo.",
  pairs: "%1 of %2 pairs right",
  chosen: "You chose: ",
  unmatched: "You left this without a match",
  keys: "Keys: Alt+1 to Alt+%1, or j, k and Space"
};
function say(name, one, other) {
  return WORDS[name].replace("%1", function () { return one; }).replace("%2", function () { return other; });
}
