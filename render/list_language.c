#include "list_language.h"

bool list_is_chinese(const struct task_list *list)
{
    size_t chinese = 0;
    for (size_t i = 0; i < list->count; i++)
        chinese += tm_talk_is_chinese(tm_item_talk(list->items[i]));
    return chinese > list->count - chinese;
}
