// The map of a place and its neighbours: circles from our own GeoJSON, a base only where one is configured.
const L = window.L;
const CLOSEST = 18;

function style(place) {
  const words = getComputedStyle(place);
  const accent = words.getPropertyValue("--accent").trim();
  const quiet = words.getPropertyValue("--text-quiet").trim();
  return (feature) =>
    feature.properties.here
      ? { radius: 9, color: accent, weight: 3, fillColor: accent, fillOpacity: 0.6 }
      : { radius: 5, color: quiet, weight: 1, fillColor: quiet, fillOpacity: 0.35 };
}

async function draw(place) {
  const words = place.dataset;
  const map = L.map(place, { zoomControl: false, attributionControl: Boolean(words.tiles), maxZoom: 20 });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  if (words.tiles) L.tileLayer(words.tiles, { attribution: words.attribution, maxZoom: 20 }).addTo(map);
  const response = await fetch(words.url);
  if (!response.ok) throw new Error(String(response.status));
  const shape = style(place);
  const points = await response.json();
  points.features.sort((one, other) => one.properties.here - other.properties.here); // drawn last, on top
  L.geoJSON(points, {
    pointToLayer: (feature, position) => L.circleMarker(position, shape(feature)),
    onEachFeature(feature, layer) {
      layer.bindTooltip(feature.properties.label);
      if (!feature.properties.here) layer.on("click", () => location.assign(feature.properties.url));
    },
  }).addTo(map);
  const here = points.features.filter((feature) => feature.properties.here);
  map.fitBounds(L.geoJSON(here).getBounds().pad(1), { maxZoom: CLOSEST });
  L.control.scale({ imperial: false }).addTo(map);
}

for (const place of document.querySelectorAll("[data-map]")) {
  draw(place).catch((error) => {
    console.warn(error);
    place.hidden = true;
    place.parentElement.querySelector("[data-map-failed]").hidden = false;
  });
}
