/*
 * check_links.c - links, images and autolinks that were meant as tags, and tags
 * without words.
 */
#include "check.h"

#include "definition.h"
#include "destination.h"
#include "kind_words.h"
#include "text.h"

/* The links of a talk, looked at in their order. */
struct links {
    struct check *check;
    const tm_node *block; /* the paragraph or heading that was read last */
    struct content content;
    tm_text scheme, kind; /* the scheme judged last, and the kind it is near */
};

/* ---- Schemes ---- */

/* Those of the web and of common programs that are near to a kind, or would
 * look like one. */
static const char known_schemes[] =
    "about blob cid cvs data dav dict did dns doi file ftp geo git gopher hg "
    "http https imap info irc jar ldap magnet mailto mid news nntp oid pop "
    "rsync rtsp sftp sip site smb sms ssh svn tag tel telnet urn view-source "
    "ws wss xmpp print pointer repl auction faction";

static bool is_known_scheme(tm_text scheme)
{
    for (const char *word = known_schemes; *word;) {
        const size_t size = strcspn(word, " ");
        if (text_equal_case(scheme, (tm_text){ word, size }))
            return true;
        word += size + (word[size] == ' ');
    }
    return false;
}

/* Letters, digits, "+", "-" and "." of ASCII, or letters of another script. */
static bool is_scheme(tm_text scheme)
{
    for (size_t at = 0; at < scheme.size;) {
        const uint32_t code = text_decode(scheme, at, &at);
        if (!text_is_id(code) && code != '+')
            return false;
    }
    return true;
}

/* ---- Where a destination stands ---- */

static const tm_node *block_of(const tm_node *node)
{
    while (node->type != TM_NODE_PARAGRAPH && node->type != TM_NODE_HEADING)
        node -= node->up;
    return node;
}

static void read_block(struct links *links, const tm_node *link)
{
    struct parse *parse = links->check->parse;
    const tm_node *block = block_of(link);
    if (block == links->block)
        return;
    cmark_node *origin = parse->origin[block - parse->talk->nodes];
    position_content(&parse->positions, origin, &links->content);
    position_replay(&parse->positions, origin, &links->content);
    links->block = block;
}

/* The bytes of the file that give the destination of 'link', after "](" . */
static bool inline_destination(struct links *links, const tm_node *link,
                               struct span *span)
{
    struct parse *parse = links->check->parse;
    struct reference found;
    read_block(links, link);
    const struct span all =
        position_span(parse->origin[link - parse->talk->nodes]);
    const tm_text text = text_slice(links->content.text, 0, all.end);
    for (size_t at = all.start;
         (at = text_find(text, TEXT("]("), at)) != SIZE_MAX; at++)
        if (reference_tail(links->content.text, at + 1, &found) &&
            found.end == all.end) {
            span->start = position_source(&links->content, found.url_start);
            span->end = span->start + (found.url_end - found.url_start);
            return true;
        }
    return false;
}

static bool find_destination(struct links *links, const tm_node *link,
                             struct span *span)
{
    struct parse *parse = links->check->parse;
    struct reference found;
    if (inline_destination(links, link, span))
        return true;
    if (!parse->lookups_left)
        return false;
    parse->lookups_left--;
    if (!definition_of(parse, link->text, link->extra, &found))
        return false;
    *span = (struct span){ found.url_start, found.url_end };
    return true;
}

/* ---- near-miss-kind ---- */

/* Put 'text' in the place of 'old', which begins the destination. */
static void replace_beginning(struct links *links, struct finding *finding,
                              const tm_node *link, tm_text old, tm_text text)
{
    struct span span;
    const tm_text all = links->check->parse->source.text;
    if (!find_destination(links, link, &span) ||
        !text_starts(text_slice(all, span.start, span.end - span.start), old))
        return;
    check_edit(links->check, finding, span.start, span.start + old.size, text);
    check_mend(links->check, finding, TM_MEND_UNSAFE, NULL);
}

/* Links of one scheme follow each other. */
static tm_text kind_near(struct links *links, tm_text scheme)
{
    if (!text_equal(links->scheme, scheme))
        links->kind = kind_word_meant(scheme);
    links->scheme = scheme;
    return links->kind;
}

/* A scheme in another script is none of a URI; it may begin a file's name. */
static bool is_foreign_tag(tm_text scheme, tm_text rest)
{
    size_t next;
    return text_is_han(text_decode(scheme, 0, &next)) && rest.size &&
           destination_is_id(rest) && !memchr(rest.data, '.', rest.size);
}

static void judge_scheme(struct links *links, const tm_node *link)
{
    const tm_text url = link->text;
    const size_t colon = text_find(text_slice(url, 0, 41), TEXT(":"), 0);
    if (colon == SIZE_MAX)
        return;
    const tm_text scheme = text_slice(url, 0, colon);
    const tm_text rest = text_from(url, colon + 1);
    if (!is_scheme(scheme) || text_starts(rest, TEXT("//")) ||
        is_known_scheme(scheme))
        return;
    const tm_text near = kind_near(links, scheme);
    if (!near.size && !is_foreign_tag(scheme, rest))
        return;
    struct finding *finding = check_find_at(links->check, RULE_NEAR_MISS_KIND,
                                            tm_node_place(link), scheme);
    if (near.size)
        replace_beginning(links, finding, link, scheme, near);
}

/* ---- The other rules ---- */

static bool is_of_kind(const struct links *links, const tm_node *link,
                       struct destination *destination)
{
    return destination_read(links->check->scratch, link->text, destination);
}

/* What 'link' is, were it a tag. */
static struct expected expected_of(struct links *links, const tm_node *link,
                                   const struct destination *destination)
{
    return (struct expected){
        .kind_and_id = arena_format(
            links->check->scratch, "%s:%.*s", tm_kind_name(destination->kind),
            (int)destination->id.size, destination->id.data),
        .title = link->extra,
    };
}

/* "任务%EF%BC%9A核对": an editor has encoded a full-width colon. */
static void judge_encoded_colon(struct links *links, const tm_node *link)
{
    static const char *const colons[] = { "%EF%BC%9A", "%ef%bc%9a" };
    struct check *check = links->check;
    struct span span;
    const tm_text url = link->text, all = check->parse->source.text;
    tm_text colon = text_of(colons[0]);
    size_t at = text_find(url, colon, 0);
    if (at == SIZE_MAX)
        at = text_find(url, colon = text_of(colons[1]), 0);
    if (at == SIZE_MAX)
        return;
    tm_node meant = *link;
    struct destination destination;
    meant.text = arena_format(check->scratch, "%.*s:%.*s", (int)at, url.data,
                              (int)(url.size - at - colon.size),
                              url.data + at + colon.size);
    if (!is_of_kind(links, &meant, &destination))
        return;
    struct finding *finding = check_find_at(check, RULE_NEAR_MISS_FULLWIDTH,
                                            tm_node_place(link), link->text);
    if (!find_destination(links, link, &span) ||
        !text_starts(text_from(all, span.start + at), colon))
        return;
    struct expected expected = expected_of(links, &meant, &destination);
    expected.edit = SIZE_MAX;
    expected.start = link->place.start;
    check_edit(check, finding, span.start + at, span.start + at + colon.size,
               TEXT(":"));
    check_mend(check, finding, TM_MEND_SAFE, &expected);
}

static void judge_image(struct links *links, const tm_node *image)
{
    struct destination destination;
    if (!is_of_kind(links, image, &destination))
        return;
    struct check *check = links->check;
    struct finding *finding = check_find_at(check, RULE_NEAR_MISS_IMAGE,
                                            tm_node_place(image), image->text);
    const size_t start = image->place.start;
    if (check->parse->source.text.data[start] != '!')
        return;
    const struct expected expected = expected_of(links, image, &destination);
    check_edit(check, finding, start, start + 1, TEXT(""));
    check_mend(check, finding, TM_MEND_UNSAFE, &expected);
}

/* "<do:log>" to "[log](do:log)". */
static void judge_autolink(struct links *links, const tm_node *link)
{
    struct destination destination;
    if (!is_of_kind(links, link, &destination))
        return;
    struct check *check = links->check;
    struct finding *finding = check_find_at(check, RULE_NEAR_MISS_AUTOLINK,
                                            tm_node_place(link), link->text);
    const tm_text url = link->text;
    const tm_text id = text_from(url, text_find(url, TEXT(":"), 0) + 1);
    if (!destination_is_id(id))
        return;
    const struct expected expected = expected_of(links, link, &destination);
    check_edit(check, finding, link->place.start, link->place.end,
               arena_format(check->scratch, "[%.*s](%.*s)", (int)id.size,
                            id.data, (int)url.size, url.data));
    check_mend(check, finding, TM_MEND_UNSAFE, &expected);
}

static bool is_autolink(const struct links *links, const tm_node *link)
{
    const tm_text all = links->check->parse->source.text;
    return link->place.start < all.size && all.data[link->place.start] == '<';
}

static void judge_link(struct links *links, const tm_node *link)
{
    if (is_autolink(links, link))
        judge_autolink(links, link);
    else if (link->flags & NODE_IN_IMAGE)
        judge_image(links, link); /* its words are an image's text */
    else if (memchr(link->text.data, ':', link->text.size))
        judge_scheme(links, link);
    else
        judge_encoded_colon(links, link);
}

static bool has_words(const tm_node *tag)
{
    for (const tm_node *node = tag + 1; node < tag + tag->size; node++)
        if (node->type == TM_NODE_IMAGE ||
            ((node->type == TM_NODE_TEXT || node->type == TM_NODE_CODE) &&
             text_trim(node->text).size))
            return true;
    return false;
}

static void judge_tag(struct links *links, const tm_node *tag)
{
    if (!has_words(tag))
        check_find_at(links->check, RULE_NEAR_MISS_EMPTY, tm_node_place(tag),
                      tag->text);
}

void check_links(struct check *check)
{
    const tm_talk *talk = check->parse->talk;
    struct links links = { .check = check };
    for (size_t i = 0; i < talk->node_count; i++) {
        const tm_node *node = &talk->nodes[i];
        switch ((enum tm_node_type)node->type) {
        case TM_NODE_LINK: judge_link(&links, node); break;
        case TM_NODE_IMAGE: judge_image(&links, node); break;
        case TM_NODE_TAG: judge_tag(&links, node); break;
        default: break;
        }
    }
}
