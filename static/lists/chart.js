// Draws the chart of a list from the JSON beside it; its table stands next to it in the page.
export function connectChart(canvas) {
  if (!window.Chart || window.Chart.getChart(canvas)) return;
  const data = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
  const style = getComputedStyle(canvas);
  const probe = (name) => {
    const span = document.createElement("span");
    span.className = `chart-${name}`;
    canvas.parentElement.append(span);
    const found = getComputedStyle(span).color;
    span.remove();
    return found;
  };
  const quiet = probe("quiet");
  const axis = { ticks: { color: quiet, precision: 0 }, grid: { color: probe("line") }, beginAtZero: true };
  const labels = { ticks: { color: quiet, autoSkip: data.overTime }, grid: { display: false } };
  window.Chart.defaults.font = { family: style.fontFamily, size: parseFloat(style.fontSize) };
  const chart = new window.Chart(canvas, {
    type: "bar",
    data: {
      labels: data.labels,
      datasets: [{ label: data.measure, data: data.values, backgroundColor: probe("bar"), maxBarThickness: 28 }],
    },
    options: {
      indexAxis: data.overTime ? "x" : "y",
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false } },
      scales: data.overTime ? { x: labels, y: axis } : { x: axis, y: labels },
    },
  });
  document.fonts.ready.then(() => canvas.isConnected && chart.update()); // it was drawn in what there was
}
