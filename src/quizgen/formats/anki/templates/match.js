arrange(function () {
  if (side === "front") {
    var entry = begin();
    group(".qg-lefts", "group");
    var column = group(".qg-rights", "group");
    var lefts = all(".qg-lefts > *");
    var rights = shuffled(all(".qg-rights > *"), entry.seed);
    if (!fits(entry.picks, lefts.length)) entry.picks = lefts.map(function () { return -1; });
    var active = entry.picks.indexOf(-1);
    var again = rights.some(function (right) { return right.hasAttribute("data-again"); });
    var slots = lefts.map(function (left, n) {
      var text = wrap(left);
      var slot = make("span", "qg-choice");
      text.appendChild(slot);
      tappable(left, "button", function () {
        entry.picks[n] = -1;
        active = n;
        show();
      });
      return slot;
    });
    rights.forEach(function (right, place) {
      column.appendChild(right);
      wrap(right);
      sign(right, letter(place));
      tappable(right, "button", function () {
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
    var asked = make("div", "qg-asked qg-bare");
    asked.setAttribute("aria-hidden", "true");
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
        slots[n].appendChild(make("b", "", letter(place))).setAttribute("aria-hidden", "true");
        var text = rights[place].querySelector(".qg-text").cloneNode(true);
        text.className = "";
        text.removeAttribute("contenteditable");
        slots[n].appendChild(text);
      });
      asked.textContent = "";
      if (active >= 0) {
        asked.dir = lefts[active].dir;
        var question = lefts[active].querySelector(".qg-text").cloneNode(true);
        question.removeChild(question.lastChild);
        question.removeAttribute("contenteditable");
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
    task("matchTask");
    keys(lefts.concat(rights), rights, function () { return entry.picks.indexOf(-1) < 0; });
    return;
  }

  keys([], []);
  var entered = recall().picks;
  var picks = entered || [];
  var pairs = all(".qg-pairs > li");
  var good = 0;
  var some = picks.some(function (pick) { return pick >= 0; });
  pairs.forEach(function (pair, n) {
    var both = wrap(pair);
    both.dir = pair.dir = getComputedStyle(both.firstElementChild).direction;
    pair.classList.add("qg-judged");
    if (!some) return;
    if (picks[n] === Number(pair.getAttribute("data-partner") || n)) {
      good += 1;
      mark(pair, "right", say("right"));
    } else if (picks[n] >= 0) {
      mark(pair, "wrong", say("chosen"));
      var chosen = root.querySelector('.qg-rights [data-right="' + picks[n] + '"]');
      var text = make("span");
      text.dir = "auto";
      if (chosen) text.innerHTML = chosen.innerHTML;
      pair.querySelector(".qg-mark").appendChild(text);
    } else mark(pair, "missed", say("unmatched"));
  });
  if (!some) {
    if (entered) nothing();
  } else if (good === pairs.length) verdict(true, say("right"));
  else verdict(false, say("pairs", good, pairs.length));
});
