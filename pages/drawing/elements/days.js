// The days of the time strip, each with all that is said of it, from the columns that they are sent in
// (pages/frame/strip_days.py): of very many days those are a tenth as long.
const DAY = 86_400_000;

export function daysOf({ names, runs, late, labels, reports, stands, phrases, told }) {
  const dates = runs.flatMap(([first, number]) =>
    Array.from({ length: number }, (_, i) => new Date(Date.parse(first) + i * DAY)),
  );
  return dates.map((date, i) => {
    const short = `${date.getUTCDate()} ${names.months[date.getUTCMonth()]}`;
    const weekday = names.weekdays[date.getUTCDay()];
    return {
      at: `${date.toISOString().slice(0, 10)}T23:59`,
      label: labels[i] || "",
      short: short,
      reports: reports[i],
      stands: i < stands.length ? stands[i] : null,
      late: i >= dates.length - late,
      words: `${weekday} ${short} ${date.getUTCFullYear()}: ${phrases[told[i]]}`,
    };
  });
}
