/** Parts of forms, whose words stay in a mail when they go: each stands apart from its neighbours, as it did when it was drawn. */
export const FORM_PARTS: ReadonlySet<string> = new Set(
  "button datalist dialog fieldset form input legend meter optgroup option output progress select textarea".split(
    " ",
  ),
);
