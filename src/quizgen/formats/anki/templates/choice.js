arrange(function () {
  var list = root.querySelector(".qg-options");
  var many = root.getAttribute("data-mode") === "many";
  var front = side === "front";
  var entry = front ? begin() : recall();
  var options = all(".qg-options > li");
  if (root.getAttribute("data-shuffle") !== "no") {
    var loose = options.filter(function (option) { return !option.hasAttribute("data-pinned"); });
    var pinned = options.filter(function (option) { return option.hasAttribute("data-pinned"); });
    options = shuffled(loose, entry.seed).concat(pinned);
  }
  options.forEach(function (option, place) {
    list.appendChild(option);
    wrap(option);
    var sign = make("span", "qg-letter tappable", letter(place));
    sign.setAttribute("aria-hidden", "true");
    option.insertBefore(sign, option.firstChild);
  });

  if (front) {
    list.setAttribute("role", many ? "group" : "radiogroup");
    list.setAttribute("aria-labelledby", "qg-stem");
    var inputs = options.map(function (option) {
      var tile = make("label", "qg-tile tappable");
      var input = make("input", "tappable");
      input.type = many ? "checkbox" : "radio";
      input.name = "qg-pick";
      while (option.firstChild) tile.appendChild(option.firstChild);
      tile.insertBefore(input, tile.firstChild);
      option.appendChild(tile);
      option.classList.add("qg-bare");
      input.onchange = function () {
        inputs.forEach(function (one, n) {
          toggle(one.parentNode, "qg-on", one.checked);
        });
        entry.picks = options.filter(function (one, n) { return inputs[n].checked; })
          .map(function (one) { return number(one, "option"); });
        save(entry);
      };
      return input;
    });
    keys(inputs);
    return;
  }

  keys([]);
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
    if (right && picked) mark(option, "right", "Right, your pick");
    else if (right && many && picks.length) mark(option, "missed", "Missed: right, but not picked");
    else if (right) mark(option, "right", "Right answer");
    else if (picked) {
      wrong += 1;
      mark(option, "wrong", "Wrong, your pick");
    }
    var said = root.querySelector('.qg-feedback [data-option="' + name + '"] > span');
    if (said) {
      said.className = "qg-said";
      option.querySelector(".qg-text").appendChild(said);
    }
  });
  all(".qg-feedback, .qg-key").forEach(function (node) { node.hidden = true; });
  if (!picks.length) return;
  if (!wrong && !missed) {
    verdict(true, "Right");
  } else if (!many) {
    verdict(false, "Wrong");
  } else {
    var found = picks.length - wrong;
    verdict(false, found + " of " + (found + missed) + " found" +
      (wrong ? ", " + wrong + " wrong " + (wrong > 1 ? "picks" : "pick") : ""));
  }
});
