// Writes the outlines of European countries with a weight for every point: how much area the
// map loses without it. The server keeps only the points that a map of its size can show.
// Source: Natural Earth 1:50 million (public domain), as packed by world-atlas.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { presimplify, sphericalTriangleArea } from "topojson-simplify";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const CODES = {
  "008": "AL", "020": "AD", "040": "AT", "112": "BY", "056": "BE", "070": "BA", "100": "BG",
  "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "246": "FI", "250": "FR",
  "268": "GE", "276": "DE", "300": "GR", "348": "HU", "352": "IS", "372": "IE", "380": "IT",
  "428": "LV", "438": "LI", "440": "LT", "442": "LU", "470": "MT", "498": "MD", "492": "MC",
  "499": "ME", "528": "NL", "807": "MK", "578": "NO", "616": "PL", "620": "PT", "642": "RO",
  "643": "RU", "674": "SM", "688": "RS", "703": "SK", "705": "SI", "724": "ES", "752": "SE",
  "756": "CH", "792": "TR", "804": "UA", "826": "GB", "012": "DZ", "504": "MA", "788": "TN",
  "434": "LY", "818": "EG", "760": "SY", "422": "LB", "376": "IL", "368": "IQ",
  "051": "AM", "031": "AZ", "400": "JO",
};
const BOX = { west: -26, east: 46, south: 32, north: 73 };
const LEAST = 2e-9; // steradians: 0.08 km², less than a pixel of the largest map

const world = JSON.parse(readFileSync(here("node_modules/world-atlas/countries-50m.json"), "utf8"));
const weighted = presimplify(world, sphericalTriangleArea);

const isNear = ([lon, lat]) =>
  lon > BOX.west && lon < BOX.east && lat > BOX.south && lat < BOX.north;
const numbers = new Map();
const arcs = [];

function numberOf(arc) {
  const index = arc < 0 ? ~arc : arc;
  if (!numbers.has(index)) {
    numbers.set(index, arcs.length);
    const points = weighted.arcs[index];
    arcs.push(points
      .map(([lon, lat, weight], n) => [lon, lat,
        n === 0 || n === points.length - 1 ? Infinity : weight])
      .filter((point) => point[2] > LEAST)
      .flatMap(([lon, lat, weight]) => [
        Math.round(lon * 100), Math.round(lat * 100),
        // Tenths of the binary logarithm: three digits say how coarse a map may be.
        weight === Infinity ? 0 : Math.round(-10 * Math.log2(weight)),
      ]));
  }
  return arc < 0 ? ~numbers.get(index) : numbers.get(index);
}

const countries = {};
for (const country of weighted.objects.countries.geometries) {
  const code = CODES[country.id] ?? (country.properties.name === "Kosovo" ? "XK" : null);
  if (!code) continue;
  const polygons = country.type === "Polygon" ? [country.arcs] : country.arcs;
  countries[code] = polygons
    .map((rings) => rings[0])
    .filter((ring) => ring.some((arc) => weighted.arcs[arc < 0 ? ~arc : arc].some(isNear)))
    .map((ring) => ring.map(numberOf));
}

writeFileSync(
  here("../src/innesto/toolkit/outlines.json"),
  `${JSON.stringify({ source: "Natural Earth 1:50m", countries, arcs })}\n`,
);
