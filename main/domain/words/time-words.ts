// What headings say of the time of which their columns are, where it is another than now, in the languages that tables are read in.

/** What is to come: "Target state", "Künftig", "Cible". */
export const AHEAD =
  /(?<![\p{L}\d])(?:future|targets?(?! (?:accounts?|groups?)(?!\p{L}))|to[- ]be|planned|proposed|upcoming|next(?!-)|desired|soll(?:-?zustand|-?status)?|ziel(?:-?zustand|-?status|-?bild)?|zukünftig\p{L}*|künftig\p{L}*|geplant\p{L}*|nächst\p{L}*|cible|futur\p{L}{0,2}|prévu\p{L}*|prochain\p{L}*|objetivo|próxim[oa]|previst\p{L}*|prossim[oa]|obiettivo|doel\p{L}*|toekomst\p{L}*|gepland\p{L}*|volgend\p{L}*|docelow\p{L}*|przyszł\p{L}*|planowan\p{L}*)(?![\p{L}\d])/iu;
/** What was: "Previous state", "Bisher", "Précédent". */
export const BEFORE =
  /(?<![\p{L}\d])(?:previous(?:ly)?|prior|former(?:ly)?|before|bisher\p{L}*|vorherig\p{L}*|früher\p{L}*|ehemal\p{L}*|ancien\p{L}*|précédent\p{L}*|anterior\p{L}*|precedent\p{L}*|vorig\p{L}*|poprzedni\p{L}*)(?![\p{L}\d])/iu;
