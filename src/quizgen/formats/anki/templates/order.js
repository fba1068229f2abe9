arrange(function () {
  if (side === "front") {
    var entry = begin();
    var list = root.querySelector(".qg-items");
    var right = function (items) {
      return items.every(function (item, n) { return number(item, "rank") === n; });
    };
    var items = shuffled(all(".qg-items > li"), entry.seed);
    if (right(items)) items.push(items.shift());
    var show = function () {
      items.forEach(function (item) {
        var place = entry.picks.indexOf(number(item, "rank"));
        toggle(item, "qg-on", place >= 0);
        item.setAttribute("aria-pressed", place >= 0);
        item.firstChild.textContent = place >= 0 ? place + 1 : "";
      });
    };
    items.forEach(function (item) {
      list.appendChild(item);
      wrap(item);
      item.insertBefore(make("span", "qg-letter qg-slot tappable"), item.firstChild);
      tappable(item, function () {
        var rank = number(item, "rank");
        var at = entry.picks.indexOf(rank);
        if (at >= 0) entry.picks.splice(at, 1);
        else entry.picks.push(rank);
        show();
        save(entry);
      });
    });
    show();
    root.querySelector(".qg-task").textContent =
      "Tap them in order. Tap one again to undo.";
    keys(items);
    return;
  }

  keys([]);
  var picks = recall().picks || [];
  var sequence = all(".qg-sequence > li");
  var good = 0;
  sequence.forEach(function (item, n) {
    wrap(item);
    item.classList.add("qg-judged");
    item.insertBefore(make("span", "qg-letter", String(n + 1)), item.firstChild);
    if (!picks.length) return;
    var place = picks.indexOf(n);
    if (place === n) {
      good += 1;
      mark(item, "right", "Right");
    } else if (place >= 0) mark(item, "wrong", "You put this at number " + (place + 1));
    else mark(item, "missed", "You did not place it");
  });
  if (!picks.length) return;
  if (good === sequence.length) verdict(true, "Right");
  else verdict(false, good + " of " + sequence.length + " in place");
});
