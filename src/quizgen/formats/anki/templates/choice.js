arrange(function () {
  var mode = root.getAttribute("data-mode");
  var many = mode === "many";
  var front = side === "front";
  var list = front ? group(".qg-options", many ? "group" : "radiogroup") : root.querySelector(".qg-options");
  var entry = front ? begin() : recall();
  var options = all(".qg-options > *");
  if (root.getAttribute("data-shuffle") !== "no") {
    var loose = options.filter(function (option) { return !option.hasAttribute("data-pinned"); });
    var pinned = options.filter(function (option) { return option.hasAttribute("data-pinned"); });
    options = shuffled(loose, entry.seed).concat(pinned);
  }
  options.forEach(function (option, place) {
    list.appendChild(option);
    wrap(option);
    if (mode !== "truth") sign(option, letter(place));
    sign(option, "").className = (many ? "qg-dot qg-square" : "qg-dot") + " tappable";
  });

  if (front) {
    var numbers = options.map(function (option) { return number(option, "option"); });
    entry.picks = entry.picks.filter(function (pick) { return numbers.indexOf(pick) >= 0; });
    var show = function () {
      options.forEach(function (option, n) {
        var on = entry.picks.indexOf(numbers[n]) >= 0;
        toggle(option, "qg-on", on);
        option.setAttribute("aria-checked", on);
        if (!many) option.tabIndex = on || (!entry.picks.length && !n) ? 0 : -1;
      });
    };
    options.forEach(function (option, n) {
      tappable(option, many ? "checkbox" : "radio", function () {
        var at = entry.picks.indexOf(numbers[n]);
        if (!many) entry.picks = [numbers[n]];
        else if (at >= 0) entry.picks.splice(at, 1);
        else entry.picks.push(numbers[n]);
        show();
        save(entry);
      });
    });
    show();
    keys(options, options, function () { return entry.picks.length > 0; }, many);
    return;
  }

  keys([], []);
  var picks = entry.picks || [];
  var wrong = 0;
  var missed = 0;
  options.forEach(function (option) {
    var name = option.getAttribute("data-option");
    var picked = picks.indexOf(Number(name)) >= 0;
    var right = option.hasAttribute("data-key");
    option.classList.add("qg-judged");
    toggle(option, "qg-on", picked);
    if (right && !picked && picks.length) missed += 1;
    if (right && picked) mark(option, "right", say("rightPick"));
    else if (right && many && picks.length) mark(option, "missed", say("missedPick"));
    else if (right) mark(option, "right", say("rightAnswer"));
    else if (picked) {
      wrong += 1;
      mark(option, "wrong", say("wrongPick"));
    }
    var said = root.querySelector('.qg-feedback [data-option="' + name + '"] > span');
    if (said) {
      said.className = "qg-said";
      option.querySelector(".qg-text").appendChild(said);
    }
  });
  all(".qg-feedback, .qg-key").forEach(function (node) { node.hidden = true; });
  if (!picks.length) {
    if (entry.picks) nothing();
  } else if (!wrong && !missed) {
    verdict(true, say("right"));
  } else if (!many) {
    verdict(false, say("wrong"));
  } else {
    var found = picks.length - wrong;
    verdict(false, say("found", found, found + missed) + (wrong ? say("wrongPicks", wrong) : ""));
  }
});
