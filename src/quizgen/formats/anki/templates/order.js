arrange(function () {
  if (side === "front") {
    var entry = begin();
    var list = group(".qg-items", "group");
    var right = function (items) {
      return items.every(function (item, n) { return number(item, "rank") === n; });
    };
    var items = shuffled(all(".qg-items > *"), entry.seed);
    if (right(items)) items.push(items.shift());
    // At each place the item that was put there; what was taken back leaves its place free.
    if (!fits(entry.picks, items.length)) entry.picks = items.map(function () { return -1; });
    var free = function () {
      return items.filter(function (item) { return entry.picks.indexOf(number(item, "rank")) < 0; });
    };
    var itself = null;
    var put = function (item) { entry.picks[entry.picks.indexOf(-1)] = number(item, "rank"); };
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
      tappable(item, "button", function () {
        var at = entry.picks.indexOf(number(item, "rank"));
        // Who taps the one that placed itself a moment ago means to place it.
        if (item === itself) at = -1;
        else if (at >= 0) entry.picks[at] = -1;
        else put(item);
        itself = null;
        if (at < 0 && free().length === 1) {
          itself = free()[0];
          put(itself);
        }
        show();
        save(entry);
      });
    });
    show();
    task("placeTask");
    keys(items, items, function () { return !free().length; });
    return;
  }

  keys([], []);
  var entered = recall().picks;
  var picks = entered || [];
  var placed = picks.filter(function (pick) { return pick >= 0; });
  var run = longestRun(placed);
  var sequence = all(".qg-sequence > li");
  var good = 0;
  sequence.forEach(function (item, n) {
    wrap(item);
    item.classList.add("qg-judged");
    item.insertBefore(make("span", "qg-letter qg-slot", String(n + 1)), item.firstChild);
    if (!placed.length) return;
    var place = picks.indexOf(n);
    if (place === n) {
      good += 1;
      mark(item, "right", say("right"));
    } else if (place < 0) mark(item, "missed", say("unplaced"));
    else if (run.length > 1 && run.indexOf(n) >= 0) mark(item, "missed", say("shifted", place + 1));
    else mark(item, "wrong", say("misplaced", place + 1));
  });
  if (!placed.length) {
    if (entered) nothing();
  } else if (good === sequence.length) verdict(true, say("right"));
  else if (run.length > Math.max(good, 1)) verdict(false, say("inOrder", run.length, sequence.length));
  else verdict(false, say("inPlace", good, sequence.length));
});

// The longest series among the ranks that rises: what stays if the others are taken out.
function longestRun(ranks) {
  var best = [];
  var runs = ranks.map(function (rank) { return [rank]; });
  ranks.forEach(function (rank, n) {
    for (var before = 0; before < n; before++) {
      if (ranks[before] < rank && runs[before].length >= runs[n].length) {
        runs[n] = runs[before].concat(rank);
      }
    }
    if (runs[n].length > best.length) best = runs[n];
  });
  return best;
}
