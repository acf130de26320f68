/** Elements of HTML whose words begin and end a line. */
export const LINE_ELEMENTS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr legend li main nav ol p pre section summary table tbody tfoot thead tr ul"
  ).split(" "),
);
