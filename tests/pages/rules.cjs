/* What html-validate checks pages by: its recommended rules, standard and
 * accessible, but for those named here, each with its reason. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    /* Off: the talk's own markup keeps to CommonMark's HTML, "<br />". */
    "void-style": "off",
    /* Off: how a line ends or is indented is no fault of a page. */
    "no-trailing-whitespace": "off",
    /* Off: ">" is escaped in words but not in the style sheet, and HTML asks
     * for neither. */
    "no-raw-characters": ["error", { relaxed: true }],
    /* Off: an author's id is any letters, digits, "-", "_" and "."; an id that
     * no author wrote begins with "~" so that it cannot meet one of theirs. */
    "valid-id": ["error", { relaxed: true }],
    /* Off: the title is the author's, as long as it is. */
    "long-title": "off",
    /* Off: headings inside quotes and items are the talk's own. */
    "heading-level": ["error", { allowMultipleH1: false }],
    /* Off: a page is read by itself, from a file, and loads nothing that a
     * checksum could be given for. */
    "require-sri": "off",
  },
};
