// What the page says to the frames of its maps, and hears from them.
export function tellMaps(message) {
  for (const frame of mapFrames()) frame.contentWindow.postMessage(message, location.origin);
}

export function mapFrames() {
  return Array.from(document.querySelectorAll("iframe")).filter(
    (frame) => frame.contentWindow && frame.src.includes("/component/streamlit_folium"),
  );
}

// Whether a message comes from a map of this very page.
export function isFromMap(event) {
  return (
    event.origin === location.origin &&
    typeof event.data === "object" &&
    event.data !== null &&
    typeof event.data.crisisMap === "string" &&
    mapFrames().some((frame) => frame.contentWindow === event.source)
  );
}

// As people write them: a colon and a comma need no escape in a query.
export function readable(query) {
  return query.replaceAll("%3A", ":").replaceAll("%2C", ",");
}

export function writeAddress(values) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      url.searchParams.delete(name);
      value.forEach((one) => url.searchParams.append(name, one));
    } else if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  url.search = readable(url.search);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
