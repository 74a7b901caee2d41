(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("tare-data").textContent);
  const colour = (runtime) => "var(--c" + (data.runtimes.indexOf(runtime) % 8) + ")";
  const fmt = (v) => {
    const a = Math.abs(v);
    return d3.format(a >= 10000 ? ",.0f" : a >= 1000 ? ",.1f" : a >= 100 ? ".1f" : a >= 1 ? ".2f" : ".3f")(v).replace(/,/g, "\u202f");
  };
  const networks = Array.from(new Set(data.strips.flatMap((s) => s.facets.flatMap((f) => f.rows.map((r) => r.network)))));
  // There are eight colours: a second runtime of the same colour has another pattern, as another network has.
  const dashes = ["none", "7 4", "2 3", "9 3 2 3", "14 4", "1 4", "12 3 2 3 2 3", "5 2"];
  const dash = (runtime, network) => {
    const of = Math.max(0, networks.indexOf(network)) + Math.floor(data.runtimes.indexOf(runtime) / 8) * Math.max(1, networks.length);
    return dashes[of % dashes.length];
  };
  let ids = 0;

  function svg(parent, width, height, title, description) {
    const id = "f" + ++ids;
    const it = d3.select(parent).append("svg")
      .attr("viewBox", "0 0 " + width + " " + height).attr("width", width).attr("height", height)
      .attr("role", "img").attr("aria-labelledby", id + "t " + id + "d");
    it.append("title").attr("id", id + "t").text(title);
    it.append("desc").attr("id", id + "d").text(description);
    return it;
  }

  function xAxis(it, x, top, bottom, width, unit) {
    const ticks = x.ticks(Math.max(3, Math.floor(width / 110)));
    it.append("g").attr("class", "grid").selectAll("line").data(ticks).join("line")
      .attr("x1", x).attr("x2", x).attr("y1", top).attr("y2", bottom);
    const axis = it.append("g").attr("class", "axis");
    axis.selectAll("text").data(ticks).join("text").attr("x", x).attr("y", bottom + 17)
      .attr("text-anchor", "middle").text((v) => x.tickFormat(5)(v).replace(/,/g, "\u202f"));
    axis.append("text").attr("x", x.range()[1]).attr("y", bottom + 34).attr("text-anchor", "end").text(unit);
  }

  // Row labels stand left of the rows, or above them where the page is narrow.
  function rowLabels(it, rows, narrow, y) {
    rows.forEach((row, i) => {
      const text = it.append("text").attr("x", 0).attr("y", narrow ? y(i) - 17 : y(i) - 1).attr("font-size", 14);
      text.append("tspan").attr("font-weight", 650).text(row.runtime);
      text.append("tspan").attr("class", "soft").attr("font-size", 12.5)
        .attr("x", narrow ? null : 0).attr("dy", narrow ? 0 : 16).attr("dx", narrow ? 7 : null).text(row.network);
    });
  }

  function strip(parent, width, figure) {
    const narrow = width < 560;
    for (const facet of figure.facets) {
      const box = parent.appendChild(document.createElement("div"));
      d3.select(box).append("h3").text(facet.title);
      const rows = facet.rows, step = narrow ? 60 : 50, left = narrow ? 6 : 150, right = narrow ? 10 : 118;
      const ceilings = Array.from(new Set(rows.map((r) => r.ceiling).filter((c) => c != null)));
      const top = ceilings.length === 0 ? 6 : 24, bottom = top + rows.length * step;
      const it = svg(box, width, bottom + 40, figure.title + ": " + facet.title,
        rows.map((r) => r.runtime + " on " + r.network + ": " + (r.mean == null ? "no VALID trial" :
          "mean " + fmt(r.mean) + " " + figure.unit)).join("; "));
      const most = d3.max([...ceilings, ...rows.flatMap((r) => r.dots.map((d) => d.value)), ...rows.map((r) => r.high || 0)]);
      const x = d3.scaleLinear([0, most * 1.03], [left, width - right]).nice();
      const y = (i) => top + i * step + (narrow ? 38 : step / 2);
      xAxis(it, x, top, bottom, width - left - right, figure.unit);
      if (ceilings.length > 0) {
        const most = d3.max(ceilings);
        it.append("text").attr("class", "soft halo").attr("x", x(most)).attr("y", top - 9).attr("text-anchor", "end").attr("font-size", 12)
          .text("the link carries at most " + (ceilings.length === 1 ? fmt(most) : fmt(d3.min(ceilings)) + " to " + fmt(most) + ", row by row"));
      }
      // ticks of rows with the same ceiling join to one line
      rows.forEach((row, i) => {
        if (row.ceiling == null) { return; }
        it.append("line").attr("class", "ceiling").attr("x1", x(row.ceiling)).attr("x2", x(row.ceiling)).attr("y1", top + i * step).attr("y2", top + (i + 1) * step)
          .append("title").text(row.runtime + ", " + row.network + ": the link carries at most " + fmt(row.ceiling) + " " + figure.unit);
      });
      rowLabels(it, rows, narrow, y);
      rows.forEach((row, i) => {
        const g = it.append("g").attr("color", colour(row.runtime));
        g.append("line").attr("x1", x(0)).attr("x2", x.range()[1]).attr("y1", y(i)).attr("y2", y(i)).attr("stroke", "var(--line)");
        const n = row.dots.length, spread = Math.min(22, 4 * n);
        row.dots.forEach((dot, k) => {
          const cx = x(dot.value), cy = y(i) + (n < 2 ? 0 : (k / (n - 1) - 0.5) * spread);
          const mark = dot.level === "INVALID"
            ? g.append("path").attr("d", "M" + (cx - 3.5) + "," + (cy - 3.5) + "l7,7m0,-7l-7,7").attr("stroke", "var(--bad)").attr("stroke-width", 1.6)
            : g.append("circle").attr("cx", cx).attr("cy", cy).attr("r", 4)
              .attr("fill", dot.level === "VALID" ? "currentColor" : "var(--card)").attr("fill-opacity", dot.level === "VALID" ? 0.55 : 1)
              .attr("stroke", "currentColor").attr("stroke-width", 1.2);
          mark.append("title").text(row.runtime + ", " + row.network + ", block " + dot.block + ": " + fmt(dot.value) + " " + figure.unit + ", " + dot.level);
        });
        if (row.mean == null) { return; }
        if (row.low != null) {
          g.append("line").attr("x1", x(Math.max(0, row.low))).attr("x2", x(row.high)).attr("y1", y(i)).attr("y2", y(i))
            .attr("stroke", "var(--ink)").attr("stroke-width", 3);
        }
        g.append("line").attr("x1", x(row.mean)).attr("x2", x(row.mean)).attr("y1", y(i) - 14).attr("y2", y(i) + 14)
          .attr("stroke", "var(--ink)").attr("stroke-width", 2);
        const label = it.append("text").attr("x", width).attr("y", narrow ? y(i) - 17 : y(i) - 1).attr("class", "halo").attr("text-anchor", "end").attr("font-size", 14);
        label.append("tspan").attr("font-weight", 650).text(fmt(row.mean));
        if (row.limited_by) {
          label.append("tspan").attr("class", "soft").attr("font-size", 12).attr("x", narrow ? null : width)
            .attr("dx", narrow ? 7 : null).attr("dy", narrow ? 0 : 16).text(row.limited_by);
        }
      });
    }
  }

  function legend(parent, items) {
    const list = d3.select(parent).append("ul").attr("class", "legend");
    for (const item of items) {
      const li = list.append("li");
      const s = li.append("svg").attr("viewBox", "0 0 26 12").attr("aria-hidden", "true");
      s.append("line").attr("x1", 0).attr("x2", 26).attr("y1", 6).attr("y2", 6).attr("stroke", colour(item.runtime))
        .attr("stroke-width", 2.6).attr("stroke-dasharray", dash(item.runtime, item.network));
      li.append("span").text(item.runtime + ", " + item.network);
    }
  }

  function latency(parent, width, figure) {
    legend(parent, figure.curves);
    const left = 52, right = 14, top = 10, height = Math.max(260, Math.min(400, width * 0.48)), bottom = height - 40;
    const it = svg(parent, width, height, "Latency by percentile: " + figure.title,
      figure.curves.map((c) => c.runtime + " on " + c.network + ", " + c.count + " transactions").join("; "));
    const inverse = (p) => 1 / (1 - p / 100);
    const points = (c) => c.points.filter((p) => p[0] < 100 && p[1] > 0);
    const x = d3.scaleLog([1, d3.max(figure.curves, (c) => d3.max(points(c), (p) => inverse(p[0]))) || 10], [left, width - right]);
    const values = figure.curves.flatMap((c) => points(c).map((p) => p[1]));
    const y = d3.scaleLog([d3.min(values) * 0.85, d3.max(values) * 1.15], [bottom, top]);
    const marks = [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999].filter((p) => inverse(p) <= x.domain()[1] * 1.001);
    it.append("g").attr("class", "grid").selectAll("line").data(marks).join("line")
      .attr("x1", (p) => x(inverse(p))).attr("x2", (p) => x(inverse(p))).attr("y1", top).attr("y2", bottom);
    const axis = it.append("g").attr("class", "axis");
    axis.selectAll("text").data(marks).join("text").attr("x", (p) => x(inverse(p))).attr("y", bottom + 17).attr("text-anchor", "middle").text((p) => p + (p === 0 ? "" : "%"));
    axis.append("text").attr("x", width - right).attr("y", bottom + 34).attr("text-anchor", "end").text("percentile of transactions");
    const ticks = [];
    for (let e = 0; e < 9; e++) { for (const m of [1, 2, 5]) { ticks.push(m * Math.pow(10, e)); } }
    const seen = ticks.filter((v) => v >= y.domain()[0] && v <= y.domain()[1]);
    it.append("g").attr("class", "grid").selectAll("line").data(seen).join("line").attr("x1", left).attr("x2", width - right).attr("y1", y).attr("y2", y);
    it.append("g").attr("class", "axis").selectAll("text").data(seen).join("text").attr("x", left - 7).attr("y", (v) => y(v) + 4).attr("text-anchor", "end")
      .text((v) => v >= 1000 ? v / 1000 + " ms" : v + " µs");
    const line = d3.line((p) => x(inverse(p[0])), (p) => y(p[1])).curve(d3.curveMonotoneX);
    for (const curve of figure.curves) {
      it.append("path").attr("d", line(points(curve))).attr("fill", "none").attr("stroke", colour(curve.runtime)).attr("stroke-width", 2.4)
        .attr("stroke-linejoin", "round").attr("stroke-dasharray", dash(curve.runtime, curve.network))
        .append("title").text(curve.runtime + ", " + curve.network + ", " + curve.count + " transactions");
    }
  }

  function cpu(parent, width, figure) {
    const narrow = width < 560;
    d3.select(parent).append("h3").text(figure.title);
    const rows = figure.bars, step = narrow ? 56 : 44, left = narrow ? 6 : 150, right = narrow ? 10 : 150, top = 6, bottom = top + rows.length * step;
    const total = (r) => r.both != null ? r.both : (r.under_test || 0) + (r.peer || 0);
    const it = svg(parent, width, bottom + 40, "CPU cost: " + figure.title, rows.map((r) => r.runtime + " on " + r.network + ": " +
      (r.both != null ? fmt(r.both) + " both sides" : fmt(r.under_test) + " under test, " + (r.peer == null ? "peer not known" : fmt(r.peer) + " peer"))).join("; "));
    const x = d3.scaleLinear([0, d3.max(rows, (r) => Math.max(total(r), r.high || 0)) * 1.02], [left, width - right]).nice();
    const y = (i) => top + i * step + (narrow ? 36 : step / 2);
    xAxis(it, x, top, bottom, width - left - right, figure.unit);
    rowLabels(it, rows, narrow, y);
    rows.forEach((row, i) => {
      const own = row.both != null ? row.both : row.under_test;
      it.append("rect").attr("x", x(0)).attr("y", y(i) - 9).attr("height", 18).attr("width", x(own) - x(0)).attr("fill", colour(row.runtime))
        .append("title").text((row.both != null ? "both sides: " : "side under test: ") + fmt(own) + " " + figure.unit);
      if (row.peer != null) {
        it.append("rect").attr("x", x(own) + 1).attr("y", y(i) - 9).attr("height", 18).attr("width", Math.max(0, x(own + row.peer) - x(own) - 1))
          .attr("fill", colour(row.runtime)).attr("fill-opacity", 0.28).append("title").text("peer: " + fmt(row.peer) + " " + figure.unit);
      }
      if (row.low != null) {
        it.append("path").attr("d", "M" + x(Math.max(0, row.low)) + "," + y(i) + "H" + x(row.high) + "m0,-5v10M" + x(Math.max(0, row.low)) + "," + (y(i) - 5) + "v10")
          .attr("stroke", "var(--ink)").attr("stroke-width", 1.5).attr("fill", "none");
      }
      const label = it.append("text").attr("x", width).attr("y", narrow ? y(i) - 17 : y(i) + 5).attr("text-anchor", "end").attr("font-size", 13.5);
      label.append("tspan").attr("font-weight", 650).text(fmt(own));
      if (row.peer != null) { label.append("tspan").attr("class", "soft").text(" + " + fmt(row.peer) + " peer"); }
    });
  }

  function series(parent, width) {
    const select = document.getElementById("trial");
    const it = data.series[+select.value] || data.series[data.chosen];
    const left = 62, right = 14, top = 22, height = Math.max(230, Math.min(330, width * 0.38)), bottom = height - 36;
    const s = svg(parent, width, height, "Interval by interval: " + it.title, it.points.length + " intervals, " + it.warmup + " of them warm-up; " + it.level);
    const x = d3.scaleLinear(d3.extent(it.points, (p) => p[0]), [left, width - right]);
    const y = d3.scaleLinear([0, 1.06 * d3.max([it.ceiling || 0, ...it.points.map((p) => p[1])])], [bottom, top]).nice(5);
    if (x.domain()[0] < 0) {
      s.append("rect").attr("x", left).attr("y", top).attr("width", x(0) - left).attr("height", bottom - top).attr("fill", "var(--shade)");
      s.append("text").attr("class", "soft").attr("x", left + 6).attr("y", bottom - 8).attr("font-size", 12).text("warm-up");
    }
    s.append("g").attr("class", "grid").selectAll("line").data(y.ticks(5)).join("line").attr("x1", left).attr("x2", width - right).attr("y1", y).attr("y2", y);
    const axis = s.append("g").attr("class", "axis");
    axis.selectAll(".y").data(y.ticks(5)).join("text").attr("x", left - 7).attr("y", (v) => y(v) + 4).attr("text-anchor", "end").text((v) => y.tickFormat(5)(v).replace(/,/g, "\u202f"));
    axis.append("text").attr("x", 0).attr("y", 11).text(it.unit);
    const seconds = x.ticks(Math.max(3, width / 110));
    axis.selectAll(".x").data(seconds).join("text").attr("x", x).attr("y", bottom + 17).attr("text-anchor", "middle").text((v) => v + " s");
    if (it.ceiling != null) {
      s.append("line").attr("class", "ceiling").attr("x1", left).attr("x2", width - right).attr("y1", y(it.ceiling)).attr("y2", y(it.ceiling));
    }
    s.append("path").attr("d", d3.line((p) => x(p[0]), (p) => y(p[1]))(it.points)).attr("fill", "none")
      .attr("stroke", colour(it.runtime)).attr("stroke-width", 2).attr("stroke-linejoin", "round");
    s.selectAll("circle").data(it.points).join("circle").attr("cx", (p) => x(p[0])).attr("cy", (p) => y(p[1])).attr("r", it.points.length > 60 ? 1.8 : 3)
      .attr("fill", (p, i) => i < it.warmup ? "var(--card)" : colour(it.runtime)).attr("stroke", colour(it.runtime))
      .append("title").text((p) => p[0].toFixed(2) + " s: " + fmt(p[1]) + " " + it.unit);
    table(it);
  }

  function table(it) {
    rowsOf("#series-table", ["Middle of the interval, s", it.unit, ""], it.points.map((p, i) => [p[0].toFixed(3), fmt(p[1]), i < it.warmup ? "warm-up" : ""]), 1);
  }

  // Preparing and ending take most of the width: what is worth seeing happens there, and the window is one long bar.
  function laneScale(it, left, right) {
    const all = it.lanes.flatMap((l) => l.bouts), from = Math.min(0, d3.min(all, (b) => b.from)), to = d3.max(all, (b) => b.to);
    if (it.ends == null || to <= it.ends) { return d3.scaleLinear([from, to], [left, right]); }
    const w = right - left;
    return d3.scaleLinear([from, 0, it.ends, to], [left, left + 0.46 * w, left + 0.64 * w, right]);
  }

  // Steps that overlap stand below each other.
  function laneRows(bouts) {
    const ends = [];
    return bouts.slice().sort((a, b) => a.from - b.from || b.to - a.to).map((b) => {
      let row = ends.findIndex((end) => end <= b.from + 1e-6);
      if (row < 0) { row = ends.length; }
      ends[row] = b.to;
      return { b, row };
    });
  }

  const milliseconds = (s) => fmt(s * 1000) + " ms";

  function lanes(parent, width) {
    const it = data.lanes[+document.getElementById("trial").value] || data.lanes[data.chosen];
    const narrow = width < 560, left = narrow ? 6 : 112, right = width - 12, high = 19, top = 26;
    let y = top;
    const placed = it.lanes.map((lane) => {
      const rows = laneRows(lane.bouts), count = 1 + (d3.max(rows, (r) => r.row) || 0), at = y + (narrow ? 20 : 6);
      y = at + count * (high + 2) + 6;
      return { lane, rows, at };
    });
    const bottom = y, x = laneScale(it, left, right);
    const s = svg(parent, width, bottom + 26, "What both hosts did, on one clock", it.lanes.map((l) => l.title + ": " + l.bouts.map((b) => b.name).join(", ")).join("; "));
    const marks = [[0, "agreed instant"]].concat(it.ends == null ? [] : [[it.ends, "window ends"]]);
    const ends = it.ends == null ? x.domain()[1] : it.ends, last = x.domain()[x.domain().length - 1];
    const some = (a, b) => x(b) - x(a) < 60 ? [] : d3.scaleLinear([a, b], [0, 1]).ticks(Math.max(1, Math.floor((x(b) - x(a)) / 90))).filter((v) => x(v) > x(a) + 20 && x(v) < x(b) - 20);
    const ticks = some(x.domain()[0], 0).concat([0], it.ends == null ? [] : [it.ends], some(ends, last));
    s.append("g").attr("class", "grid").selectAll("line").data(ticks).join("line").attr("x1", x).attr("x2", x).attr("y1", top).attr("y2", bottom);
    s.append("g").attr("class", "axis").selectAll("text").data(ticks).join("text").attr("x", x).attr("y", bottom + 17).attr("text-anchor", "middle").text((v) => +v.toFixed(3) + " s");
    if (it.ends != null) {
      s.append("rect").attr("x", x(0)).attr("y", top).attr("width", x(it.ends) - x(0)).attr("height", bottom - top).attr("fill", "var(--shade)");
    }
    for (const [at, words] of marks) {
      s.append("line").attr("class", "ceiling").attr("x1", x(at)).attr("x2", x(at)).attr("y1", top - 4).attr("y2", bottom);
      s.append("text").attr("class", "soft").attr("x", x(at) + (at === 0 ? -4 : 4)).attr("y", 14).attr("text-anchor", at === 0 ? "end" : "start").attr("font-size", 12).text(words);
    }
    placed.forEach(({ lane, rows, at }) => {
      s.append("text").attr("x", 0).attr("y", narrow ? at - 5 : at + 14).attr("font-size", 12.5).attr("font-weight", 650).text(lane.title);
      for (const { b, row } of rows) {
        const a = x(b.from), w = Math.max(1.5, x(b.to) - a), yy = at + row * (high + 2);
        const g = s.append("g").attr("color", "var(--c" + (lane.title.startsWith("Client") ? 1 : lane.title.startsWith("Server") ? 2 : 0) + ")");
        g.append("rect").attr("x", a).attr("y", yy).attr("width", w).attr("height", high).attr("rx", 2.5).attr("fill", "currentColor").attr("fill-opacity", b.name.endsWith("warm-up") ? 0.22 : 0.42)
          .attr("stroke", "currentColor").attr("stroke-width", 0.8);
        if (w > b.name.length * 6.3 + 8) {
          g.append("text").attr("x", a + 5).attr("y", yy + 13.5).attr("font-size", 11.5).attr("fill", "var(--ink)").text(b.name);
        }
        g.append("title").text(lane.title + ": " + b.name + ", " + milliseconds(b.to - b.from) + ", from " + b.from.toFixed(6) + " s, known to ±" + fmt(b.bound) + " µs");
      }
    });
    rowsOf("#lanes-table", ["Host", "What", "From, s", "Took, ms", "Known to, ± µs"], it.lanes.flatMap((l) => l.bouts.map((b) =>
      [l.title, b.name, b.from.toFixed(6), fmt((b.to - b.from) * 1000), fmt(b.bound)])), 2);
  }

  // A table whose first column is the rows' heading, and whose columns from "numbers" on are numbers.
  function rowsOf(place, head, rows, numbers) {
    const box = d3.select(place);
    box.selectAll("*").remove();
    const t = box.append("table");
    t.append("thead").append("tr").selectAll("th").data(head).join("th").attr("scope", "col").text((d) => d);
    t.append("tbody").selectAll("tr").data(rows).join("tr").each(function (row) {
      row.forEach((cell, i) => {
        const td = d3.select(this).append(i === 0 ? "th" : "td").text(cell);
        if (i === 0) { td.attr("scope", "row"); } else if (i >= numbers) { td.attr("class", "n"); }
      });
    });
  }

  const figures = { strip: (i) => data.strips[i], latency: (i) => data.latency[i], cpu: (i) => data.cpu[i], series: () => data, lanes: () => data };
  const drawers = { strip, latency, cpu, series, lanes };

  function draw(canvas) {
    const width = Math.floor(canvas.clientWidth);
    if (width < 50) { return; }
    canvas.dataset.width = width;
    canvas.replaceChildren();
    drawers[canvas.dataset.figure](canvas, width, figures[canvas.dataset.figure](+canvas.dataset.index));
  }

  const canvases = Array.from(document.querySelectorAll(".canvas"));
  canvases.forEach(draw);
  const observer = new ResizeObserver((entries) => entries.forEach((e) => {
    if (Math.abs(Math.floor(e.target.clientWidth) - e.target.dataset.width) > 1) { draw(e.target); }
  }));
  canvases.forEach((canvas) => observer.observe(canvas));
  const select = document.getElementById("trial");
  if (select) {
    select.addEventListener("change", () => canvases.filter((c) => c.dataset.figure === "series" || c.dataset.figure === "lanes").forEach(draw));
  }
})();
