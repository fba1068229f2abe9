arrange(function () {
  if (side === "front") {
    var entry = begin();
    var lefts = all(".qg-lefts > li");
    var column = root.querySelector(".qg-rights");
    var rights = shuffled(all(".qg-rights > li"), entry.seed);
    entry.picks = lefts.map(function () { return -1; });
    var active = 0;
    var again = rights.some(function (right) { return right.hasAttribute("data-again"); });
    var slots = lefts.map(function (left, n) {
      var text = wrap(left);
      var slot = make("span", "qg-choice tappable");
      text.appendChild(slot);
      tappable(left, function () {
        entry.picks[n] = -1;
        active = n;
        show();
      });
      return slot;
    });
    rights.forEach(function (right, place) {
      column.appendChild(right);
      wrap(right);
      right.insertBefore(make("span", "qg-letter tappable", letter(place)), right.firstChild);
      tappable(right, function () {
        var name = number(right, "right");
        var owner = again ? -1 : entry.picks.indexOf(name);
        if (owner >= 0) {
          entry.picks[owner] = -1;
          active = owner;
        } else if (active >= 0) {
          entry.picks[active] = name;
          var after = entry.picks.indexOf(-1, active);
          active = after >= 0 ? after : entry.picks.indexOf(-1);
        }
        show();
      });
    });
    // Where the right-hand texts stand below, the left one that is asked for may be out of sight.
    var asked = make("li", "qg-asked qg-bare");
    column.insertBefore(asked, column.firstChild);
    var show = function () {
      lefts.forEach(function (left, n) {
        var place = rights.findIndex(function (right) {
          return number(right, "right") === entry.picks[n];
        });
        toggle(left, "qg-now", n === active);
        left.setAttribute("aria-pressed", n === active);
        toggle(left, "qg-on", place >= 0);
        slots[n].textContent = "";
        if (place < 0) return;
        slots[n].appendChild(make("b", "", letter(place)));
        var text = rights[place].querySelector(".qg-text").cloneNode(true);
        text.className = "tappable";
        slots[n].appendChild(text);
      });
      asked.textContent = "";
      if (active >= 0) {
        asked.dir = lefts[active].dir;
        var question = lefts[active].querySelector(".qg-text").cloneNode(true);
        question.removeChild(question.lastChild);
        asked.appendChild(question);
      }
      rights.forEach(function (right) {
        var used = entry.picks.indexOf(number(right, "right")) >= 0;
        toggle(right, "qg-used", used);
        right.setAttribute("aria-pressed", used);
      });
      save(entry);
    };
    show();
    root.querySelector(".qg-task").textContent =
      "Tap an item, then its match. Tap again to undo.";
    keys(lefts.concat(rights));
    return;
  }

  keys([]);
  var picks = recall().picks || [];
  var pairs = all(".qg-pairs > li");
  var good = 0;
  var some = picks.some(function (pick) { return pick >= 0; });
  pairs.forEach(function (pair, n) {
    wrap(pair);
    pair.classList.add("qg-judged");
    if (!some) return;
    if (picks[n] === Number(pair.getAttribute("data-partner") || n)) {
      good += 1;
      mark(pair, "right", "Right");
    } else if (picks[n] >= 0) {
      mark(pair, "wrong", "You chose: ");
      var chosen = root.querySelector('.qg-rights [data-right="' + picks[n] + '"]');
      var text = make("span");
      text.dir = "auto";
      if (chosen) text.innerHTML = chosen.innerHTML;
      pair.querySelector(".qg-mark").appendChild(text);
    } else mark(pair, "missed", "You left this without a match");
  });
  if (!some) return;
  if (good === pairs.length) verdict(true, "Right");
  else verdict(false, good + " of " + pairs.length + " pairs right");
});
