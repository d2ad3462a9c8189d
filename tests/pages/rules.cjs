/* What html-validate checks pages by: its recommended rules but for those
 * named here, each with its reason. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    /* The talk's own markup is CommonMark's HTML, which has "<br />". */
    "void-style": "off",
    /* An author's id is any letters, digits, "-", "_" and "."; an id that no
     * author wrote begins with "~", so that it cannot meet one of theirs. All
     * that HTML itself asks for is still checked. */
    "valid-id": ["error", { relaxed: true }],
    /* The title is the author's, as long as it is. */
    "long-title": "off",
  },
};
