#include "test.h"

#include "escape.h"
#include "rendered.h"

#include <cmark.h>
#include <utf8proc.h>

enum {
    ROUNDS = 3000,
    MOST = 40,
    SEED = 20260312
};

typedef void escape(struct sink *sink, tm_text text);

static void check_escapes(escape *put, const struct written_case *cases,
                          size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_written(cases[i].source,
                      escaped(put, render_text(cases[i].source)),
                      cases[i].want);
}

#define CHECK_ESCAPES(put, cases) check_escapes(put, cases, COUNT(cases))

/* Hand 'check' random texts and what 'put' made of them. */
static void check_random(escape *put,
                         void (*check)(tm_text text, const char *got))
{
    uint32_t random = SEED;
    char buffer[4 * MOST];
    for (int i = 0; i < ROUNDS; i++) {
        const tm_text text = random_text(&random, buffer, MOST);
        char *got = escaped(put, text);
        check(text, got);
        free(got);
    }
}

static void assert_text_is(tm_text text, const char *got, size_t size)
{
    if (text.size != size || (size && memcmp(got, text.data, size)))
        print_message("of: \"%.*s\"\ngot: \"%.*s\"\n", (int)text.size,
                      text.data, (int)size, got);
    assert_true(text.size == size);
    assert_memory_equal(size ? got : "", size ? text.data : "", size);
}

/* ---- HTML ---- */

static const struct {
    const char *entity;
    char byte;
} entities[] = {
    { "&amp;", '&' },
    { "&lt;", '<' },
    { "&gt;", '>' },
    { "&quot;", '"' },
};

/* Resolve the four entities in place; anything else that has no place in the
 * text of a page fails. Returns the size. */
static size_t resolve_html(char *html)
{
    size_t size = 0;
    for (const char *at = html; *at;) {
        size_t i = 0;
        assert_null(strchr("<>\"", *at));
        if (*at != '&') {
            html[size++] = *at++;
            continue;
        }
        while (i < COUNT(entities) &&
               strncmp(at, entities[i].entity, strlen(entities[i].entity)))
            i++;
        assert_true(i < COUNT(entities));
        html[size++] = entities[i].byte;
        at += strlen(entities[i].entity);
    }
    return size;
}

static void html_text_holds_no_markup(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "guards", "guards" },
        { "<script>alert(1)</script>",
          "&lt;script&gt;alert(1)&lt;/script&gt;" },
        { "\" onclick=\"x", "&quot; onclick=&quot;x" },
        { "&amp;", "&amp;amp;" },
        { "&#60;b>", "&amp;#60;b&gt;" },
        { "]]>", "]]&gt;" },
        { "<!--", "&lt;!--" },
        { "防护罩<b>", "防护罩&lt;b&gt;" },
        { "it's", "it's" }, /* attributes stand in double quotes */
    };
    CHECK_ESCAPES(escape_html, cases);
}

static void check_html(tm_text text, const char *got)
{
    char html[6 * 4 * MOST + 1];
    snprintf(html, sizeof html, "%s", got);
    assert_text_is(text, html, resolve_html(html));
}

static void any_text_comes_back_from_html(void **state)
{
    (void)state;
    check_random(escape_html, check_html);
}

/* ---- Addresses ---- */

static void an_address_is_written_as_libcmark_writes_it(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "https://example.org/a?b=1&c=2#d",
          "https://example.org/a?b=1&amp;c=2#d" },
        { "a b", "a%20b" },
        { "\"onclick=\"x", "%22onclick=%22x" },
        { "a'b", "a&#x27;b" },
        { "<>", "%3C%3E" },
        { "a%20b", "a%20b" },
        { "%", "%" },
        { "100%&'", "100%&amp;&#x27;" },
        { "会", "%E4%BC%9A" },
        { "a\\b", "a%5Cb" },
        { "[x]", "%5Bx%5D" },
        { "`^{|}", "%60%5E%7B%7C%7D" },
        { "\t\n\x7F", "%09%0A%7F" },
    };
    CHECK_ESCAPES(escape_href, cases);
}

static void check_href(tm_text text, const char *got)
{
    static const char plain[] = "-_.+!*(),%#@?=;:/$~";
    (void)text;
    for (const char *at = got; *at; at++) {
        if (*at == '&') {
            const size_t size = at[1] == 'a' ? 5 : 6;
            assert_memory_equal(at, size == 5 ? "&amp;" : "&#x27;", size);
            at += size - 1;
            continue;
        }
        const bool letter = (*at >= '0' && *at <= '9') ||
                            (*at >= 'A' && *at <= 'Z') ||
                            (*at >= 'a' && *at <= 'z');
        assert_true(letter || strchr(plain, *at));
    }
}

static void an_address_holds_nothing_but_the_plain_characters(void **state)
{
    (void)state;
    check_random(escape_href, check_href);
}

/* What libcmark makes of a link to 'url'. */
static void check_as_cmark(tm_text url, const char *got)
{
    char source[3 * 4 * MOST], want[8 * 4 * MOST];
    size_t size = (size_t)snprintf(source, sizeof source, "[x](<");
    for (size_t i = 0; i < url.size; i++) {
        const char c = url.data[i];
        if (c == '\n' || c == '\r' || c == '\0')
            return; /* no destination holds these */
        if (strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c))
            source[size++] = '\\';
        source[size++] = c;
    }
    source[size++] = '>';
    source[size++] = ')';
    char *html = cmark_markdown_to_html(source, size, CMARK_OPT_UNSAFE);
    snprintf(want, sizeof want, "<p><a href=\"%s\">x</a></p>\n", got);
    if (strcmp(html, want))
        print_message("%.*s\n", (int)size, source);
    assert_string_equal(html, want);
    free(html);
}

static bool is_space_for_cmark(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void any_address_is_written_as_libcmark_writes_it(void **state)
{
    (void)state;
    uint32_t random = SEED;
    char buffer[4 * MOST];
    for (int i = 0; i < ROUNDS; i++) {
        const tm_text text = random_text(&random, buffer, MOST);
        if (text.size && (is_space_for_cmark(text.data[0]) ||
                          is_space_for_cmark(text.data[text.size - 1])))
            continue; /* trimmed from a destination */
        char *got = escaped(escape_href, text);
        check_as_cmark(text, got);
        free(got);
    }
}

static void only_listed_schemes_are_linked_to(void **state)
{
    (void)state;
    static const struct {
        const char *url;
        bool safe;
    } cases[] = {
        { "http://example.org", true },
        { "HTTPS://EXAMPLE.ORG", true },
        { "hTTpS:x", true },
        { "mailto:a@example.org", true },
        { "tel:+4912345", true },
        { "", true },
        { "page.html", true },
        { "../a/b", true },
        { "/a:b", true },
        { "./a:b", true },
        { "?a:b", true },
        { "#a:b", true },
        { "//example.org", true },
        { "会议.html", true },
        { "javascript:alert(1)", false },
        { "JavaScript:alert(1)", false },
        { " javascript:alert(1)", false },
        { "\tjavascript:alert(1)", false },
        { "java\nscript:alert(1)", false },
        { "java\tscript\t:alert(1)", false },
        { "\x01javascript:alert(1)", false },
        { "javascript\x01:alert(1)", false },
        { "java\x7Fscript:x", false },
        { "data:text/html,x", false },
        { "data:image/png;base64,x", false },
        { "vbscript:x", false },
        { "file:///etc/passwd", false },
        { "view-source:javascript:x", false },
        { "feed:javascript:x", false },
        { "blob:http://x", false },
        { "ftp://x", false },
        { ":x", false },
        { "https", true }, /* relative */
        { "httpss:x", false },
        { "htt:x", false },
        { "httpsjavascript:x", false },
        { "mailtomailto:x", false },
        { "h\tt\ntp:x", true }, /* browsers drop the white space */
        { "HtTp\r://x", true },
        { "\\javascript:x", false },
        { "java%73cript:x", false },   /* no scheme, but no name either */
        { "&#106;avascript:x", true }, /* a fragment: "#" ends the scheme */
        { "ｈttp:x", false },
        { "HT\x14TP:x", true }, /* C0: dropped */
        { "\x08ttp:x", false },
        { "Tel:1", true },
        { "\x54\x45\x0C:x", false },
        { "MAILTO:", true },
        { "]ailto:x", false }, /* letters alone have a case */
        { "HTTP\x1A:x", true },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const bool safe = escape_is_safe_url(render_text(cases[i].url));
        if (safe != cases[i].safe)
            print_message("\"%s\"\n", cases[i].url);
        assert_true(safe == cases[i].safe);
    }
    assert_true(escape_is_safe_url((tm_text){ NULL, 0 }));
}

/* A browser's view of a URL: the scheme before the first ":", with what it
 * drops dropped. What is called safe must never have another one. */
static void no_address_that_is_linked_to_has_another_scheme(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "java", "script", "JAVA", "http", "https", "s",  "tel", "mailto",
        "data", ":",      ":",    ":",    "\t",    "\n", " ",   "\x01",
        "/",    "#",      "?",    "\\",   "x",     "会",
    };
    uint32_t random = SEED;
    for (int i = 0; i < 20000; i++) {
        char url[64] = "", scheme[64] = "";
        for (uint32_t n = next_random(&random) % 7; n; n--)
            snprintf(url + strlen(url), sizeof url - strlen(url), "%s",
                     parts[next_random(&random) % COUNT(parts)]);
        if (!escape_is_safe_url(render_text(url)))
            continue;
        size_t size = 0;
        const char *at = url;
        while (*at > 0 && *at <= ' ')
            at++;
        for (; *at && *at != ':'; at++)
            if (!strchr("\t\n\r", *at))
                scheme[size++] = *at >= 'A' && *at <= 'Z' ? *at + 32 : *at;
        if (!*at || strspn(scheme, "abcdefghijklmnopqrstuvwxyz") != size)
            continue; /* no scheme to a browser: relative */
        const bool listed = !strcmp(scheme, "http") ||
                            !strcmp(scheme, "https") ||
                            !strcmp(scheme, "mailto") || !strcmp(scheme, "tel");
        if (!listed && size)
            print_message("\"%s\"\n", url);
        assert_true(listed || !size);
    }
}

/* ---- JSON ---- */

static void json_strings_are_as_rfc_8259_asks(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "say \"no\"", "say \\\"no\\\"" },
        { "a\\b/c", "a\\\\b/c" },
        { "a\nb\rc\td", "a\\nb\\rc\\td" },
        { "\x01\x1F\x7F", "\\u0001\\u001F\\u007F" },
        { "\xC2\x85", "\\u0085" },
        { "\xE2\x80\xA8\xE2\x80\xA9", "\\u2028\\u2029" },
        { "\xE2\x80\xAEx", "\\u202Ex" },
        { "\xD8\x9C\xD8\xA7", "\\u061C\xD8\xA7" },
        { "\xEF\xBB\xBF", "\\uFEFF" },
        { "会议 é 😀", "会议 é 😀" },
        { "</script>", "</script>" },
    };
    CHECK_ESCAPES(escape_json, cases);
}

static uint32_t hex(const char *digits, size_t count)
{
    uint32_t code = 0;
    for (size_t i = 0; i < count; i++) {
        const char *found = strchr("0123456789ABCDEF", digits[i]);
        assert_true(digits[i] && found);
        code = code << 4 | (uint32_t)(found - "0123456789ABCDEF");
    }
    return code;
}

/* Read the inside of a JSON string back; a byte that must not stand in one
 * fails. */
static size_t read_json(const char *json, char *to)
{
    static const char shorts[] = "\"\\/nrt", meant[] = "\"\\/\n\r\t";
    size_t size = 0;
    for (const char *at = json; *at; at++) {
        assert_true((unsigned char)*at >= 0x20 && *at != '"');
        if (*at != '\\') {
            to[size++] = *at;
        } else if (*++at == 'u') {
            size += put_code(to + size, hex(at + 1, 4));
            at += 4;
        } else {
            const char *found = strchr(shorts, *at);
            assert_true(*at && found);
            to[size++] = meant[found - shorts];
        }
    }
    return size;
}

static void check_json(tm_text text, const char *got)
{
    char back[4 * MOST + 8];
    assert_text_is(text, back, read_json(got, back));
}

static void any_text_comes_back_from_json(void **state)
{
    (void)state;
    check_random(escape_json, check_json);
}

/* ---- The terminal ---- */

static void what_hides_or_forges_is_shown(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "guards 防护罩 é 😀", "guards 防护罩 é 😀" },
        { "\x1B[31mred", "\\u{1B}[31mred" },
        { "a\rb", "a\\u{D}b" },
        { "a\nb", "a\\u{A}b" },
        { "a\tb", "a\\u{9}b" },
        { "\xC2\x9B\x31m", "\\u{9B}1m" },
        { "\x7F", "\\u{7F}" },
        { "admin\xE2\x80\xAEtxt", "admin\\u{202E}txt" },
        { "\xE2\x81\xA6x\xE2\x81\xA9", "\\u{2066}x\\u{2069}" },
        { "\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", "\\u{200E}\\u{200F}\\u{61C}" },
        { "\xE2\x80\xA8", "\\u{2028}" },
        { "\xEF\xBB\xBFx", "\\u{FEFF}x" },
        { "👩\xE2\x80\x8D🔧", "👩\xE2\x80\x8D🔧" }, /* a joiner may stay */
    };
    CHECK_ESCAPES(escape_terminal, cases);
}

/* File names may hold any byte, and are shown too. */
static void bytes_that_are_no_utf8_are_shown(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "a\xFF", "a\\u{80}" },
        { "\x80z", "\\u{80}z" },
        { "\xE4\xBC", "\\u{80}\\u{80}" },
        { "\xE4z", "\\u{80}z" },
        { "\xC0\x9B", "\\u{80}\\u{80}" },            /* overlong */
        { "\xE0\x80\x9B", "\\u{80}\\u{80}\\u{80}" }, /* overlong */
        { "\xE0\x82\x80", "\\u{80}\\u{80}\\u{80}" }, /* overlong */
        { "\xF0\x80\x80\x9B", "\\u{80}\\u{80}\\u{80}\\u{80}" },
        { "\xED\xA0\x80", "\\u{80}\\u{80}\\u{80}" },            /* surrogate */
        { "\xF4\x90\x80\x80", "\\u{80}\\u{80}\\u{80}\\u{80}" }, /* too big */
        { "\xF8\x88\x80\x80\x80", "\\u{80}\\u{80}\\u{80}\\u{80}\\u{80}" },
        { "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF" },
        { "\xEE\x80\x80", "\xEE\x80\x80" },
    };
    CHECK_ESCAPES(escape_terminal, cases);
}

static bool moves_the_terminal(utf8proc_int32_t code)
{
    const utf8proc_property_t *property = utf8proc_get_property(code);
    switch (property->bidi_class) {
    case UTF8PROC_BIDI_CLASS_LRE:
    case UTF8PROC_BIDI_CLASS_LRO:
    case UTF8PROC_BIDI_CLASS_RLE:
    case UTF8PROC_BIDI_CLASS_RLO:
    case UTF8PROC_BIDI_CLASS_PDF:
    case UTF8PROC_BIDI_CLASS_LRI:
    case UTF8PROC_BIDI_CLASS_RLI:
    case UTF8PROC_BIDI_CLASS_FSI:
    case UTF8PROC_BIDI_CLASS_PDI: return true;
    default: break;
    }
    return property->category == UTF8PROC_CATEGORY_CC ||
           property->category == UTF8PROC_CATEGORY_ZL ||
           property->category == UTF8PROC_CATEGORY_ZP || code == 0x200E ||
           code == 0x200F || code == 0x61C;
}

/* Against the Unicode tables of utf8proc, for every code point. */
static void no_control_or_bidirectional_character_is_left_out(void **state)
{
    (void)state;
    for (utf8proc_int32_t code = 1; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        const bool unsafe = escape_is_unsafe((uint32_t)code);
        if (moves_the_terminal(code) && !unsafe)
            print_message("U+%04X\n", (unsigned)code);
        assert_true(unsafe || !moves_the_terminal(code));
        assert_true(!unsafe || moves_the_terminal(code) || code == 0xFEFF);
    }
}

static void check_terminal(tm_text text, const char *got)
{
    (void)text;
    const tm_text shown = render_text(got);
    for (size_t at = 0; at < shown.size;)
        assert_false(
            moves_the_terminal((utf8proc_int32_t)escape_decode(shown, &at)));
}

static void no_text_moves_the_terminal(void **state)
{
    (void)state;
    check_random(escape_terminal, check_terminal);
}

static void decoding_gives_back_every_code_point(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= 0x10FFFF; code++) {
        char bytes[4];
        size_t at = 0;
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        const size_t size = put_code(bytes, code);
        assert_true(escape_decode((tm_text){ bytes, size }, &at) == code);
        assert_true(at == size);
    }
}

/* ---- Markdown ---- */

static void markdown_text_holds_no_markup(void **state)
{
    (void)state;
    static const struct written_case cases[] = {
        { "", "" },
        { "log every stop", "log every stop" },
        { "*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`" },
        { "[a](b) ![c](d)", "\\[a\\](b) \\!\\[c\\](d)" },
        { "<b> &amp;", "\\<b\\> \\&amp;" },
        { "# a #", "\\# a \\#" },
        { "1. a", "1\\. a" },
        { "12) a", "12\\) a" },
        { "a 1. b", "a 1. b" },
        { "- a", "\\- a" },
        { "+ a", "\\+ a" },
        { "a - b + c", "a - b + c" },
        { "===", "\\===" },
        { "~~~", "\\~\\~\\~" },
        { "a|b", "a\\|b" },
        { "@wang", "\\@wang" },
        { "a\\", "a\\\\" },
        { "a\nb\r\nc", "a b  c" },
        { "会议*要点*", "会议\\*要点\\*" },
        { "see www.example.org", "see www\\.example.org" },
        { "see http://example.org", "see http\\://example.org" },
        { "www", "www" },
        { "ww.", "ww." },
        { "1234567890. a", "1234567890. a" }, /* no number of a list */
        { "at 9:30", "at 9:30" },
    };
    CHECK_ESCAPES(escape_markdown, cases);
}

/* As a browser reads white space: a run of it is one space, and none is left
 * beside a tag. */
static void squeeze(char *html)
{
    char *to = html;
    bool space = false;
    for (const char *at = html; *at; at++) {
        if (is_space_for_cmark(*at)) {
            space = true;
            continue;
        }
        if (space && *at != '<' && to > html && to[-1] != '>')
            *to++ = ' ';
        space = false;
        *to++ = *at;
    }
    *to = '\0';
}

static void check_page(tm_text text, const char *source, char *want)
{
    char *page =
        cmark_markdown_to_html(source, strlen(source), CMARK_OPT_UNSAFE);
    squeeze(page);
    squeeze(want);
    if (strcmp(page, want))
        print_message("of: \"%.*s\"\nas: %s\n", (int)text.size, text.data,
                      source);
    assert_string_equal(page, want);
    free(page);
}

/* Every place in which a list puts text: what libcmark reads is the text. */
static void check_markdown(tm_text text, const char *got)
{
    static const struct {
        const char *before, *after, *html_before, *html_after;
    } places[] = {
        { "x ", " y", "<p>x ", " y</p>\n" },
        { "## ", "", "<h2>", "</h2>\n" },
        { "## ", "\n\n- [ ] a", "<h2>",
          "</h2>\n<ul>\n<li>[ ] a</li>\n</ul>\n" },
        { "- [ ] ", " `t#a`", "<ul>\n<li>[ ] ",
          " <code>t#a</code></li>\n</ul>\n" },
        { "- [x] a — due: ", " (issue)",
          "<ul>\n<li>[x] a — due: ", " (issue)</li>\n</ul>\n" },
        { "- [ ] a (", ") `t`", "<ul>\n<li>[ ] a (",
          ") <code>t</code></li>\n</ul>\n" },
    };
    char *html = escaped(escape_html, text);
    for (size_t i = 0; i < COUNT(places); i++) {
        char source[16 * MOST], want[64 * MOST];
        snprintf(source, sizeof source, "%s%s%s", places[i].before, got,
                 places[i].after);
        snprintf(want, sizeof want, "%s%s%s", places[i].html_before, html,
                 places[i].html_after);
        check_page(text, source, want);
    }
    free(html);
}

static void any_text_comes_back_from_markdown(void **state)
{
    (void)state;
    check_random(escape_markdown, check_markdown);
}

/* By itself on a line it is a paragraph, whatever it begins with. */
static void no_beginning_makes_a_block(void **state)
{
    (void)state;
    static const char *const beginnings[] = {
        "-",
        "- ",
        "--- ",
        "+ ",
        "* ",
        "***",
        "___",
        "===",
        "# ",
        "####",
        "> ",
        "1. ",
        "1) ",
        "12345.",
        "0)",
        "```",
        "~~~",
        "[a]: b",
        "<div>",
        "<!--",
        "| a |",
        "&nbsp;",
        "\\",
        "=",
        "1\\.",
        "1.1. a",
        "-a",
        "１. a",
        "1234567890. a",
        ":--",
        "|--|",
        "- [ ] a",
        "[x] a",
        "<http://a>",
        "&#45; a",
    };
    for (size_t i = 0; i < COUNT(beginnings); i++) {
        const tm_text text = render_text(beginnings[i]);
        char want[64];
        char *got = escaped(escape_markdown, text);
        char *html = escaped(escape_html, text);
        snprintf(want, sizeof want, "<p>%s</p>", html);
        check_page(text, got, want);
        free(html);
        free(got);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(html_text_holds_no_markup),
    cmocka_unit_test(any_text_comes_back_from_html),
    cmocka_unit_test(an_address_is_written_as_libcmark_writes_it),
    cmocka_unit_test(an_address_holds_nothing_but_the_plain_characters),
    cmocka_unit_test(any_address_is_written_as_libcmark_writes_it),
    cmocka_unit_test(only_listed_schemes_are_linked_to),
    cmocka_unit_test(no_address_that_is_linked_to_has_another_scheme),
    cmocka_unit_test(json_strings_are_as_rfc_8259_asks),
    cmocka_unit_test(any_text_comes_back_from_json),
    cmocka_unit_test(what_hides_or_forges_is_shown),
    cmocka_unit_test(bytes_that_are_no_utf8_are_shown),
    cmocka_unit_test(no_control_or_bidirectional_character_is_left_out),
    cmocka_unit_test(no_text_moves_the_terminal),
    cmocka_unit_test(decoding_gives_back_every_code_point),
    cmocka_unit_test(markdown_text_holds_no_markup),
    cmocka_unit_test(any_text_comes_back_from_markdown),
    cmocka_unit_test(no_beginning_makes_a_block),
};

RUN_TESTS("escape", tests)
