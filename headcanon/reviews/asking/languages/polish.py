"""Polish: "kiedy next", "czekam na kolejny rozdział"; "tak trzymaj" is praise."""

LANGUAGE = "pl"

WORDS = {
    "please": r"prosze|proszę|blagam|plis|pls|please|plosie|prosze prosze|proszę cie|prosze cie|blagam cie|plisek",
    "soon": (
        r"szybko|wkrotce|juz|teraz|dzis|jutro|jak najszybciej|szybciej|niedlugo|predko|w koncu|kiedys|znow"
        r"|ponownie|czesciej|jak najpredzej|zaraz|natychmiast"
    ),
    "story": (
        r"opowiadanie|opowiadania|historie|historii|fik|fika|ff|fanfik|tekst|prace|opko|fanfic|ficzka|ficka"
        r"|historia"
    ),
    "next": (
        r"(?:(?:na|ten|twoj|o|jeszcze|jakis|do|jakas|moze|te|moze byc|po|chociaz|chocby|jeden|jedna|tej|dalszy"
        r"|dalsza|dalsze) ){0,3}(?:(?:nastepny|nastepnego|kolejny|kolejnego|nowy|nowego|kolejne|nastepne|nowe"
        r"|kolejnych|nastepna|kolejna|druga|drugiej|kolejnej|nastepnej|nastepnym|kolejnym|wiecej"
        r"|drugi) (?:rozdzial|rozdzialu|rozdzialy|rozdzialow|czesc|czesci|rozdzialik|chapter|part|tom|rozdziale"
        r"|update)|nexta|next|kontynuacja|kontynuacje|kontynuacji|ciag dalszy|ciagu dalszego|dalszy ciag"
        r"|dalszego ciagu|dalsza czesc|dalszej czesci|dalsze losy|sequel|sequela|epilog|epilogu|cd|c d|rozdzialu"
        r"|czesc druga|druga czesc|update|update'u)"
    ),
    "tail": (
        r"(?: (?:<please>|<soon>|<story>|autorko|pozdrawiam|kochana|weny|bo umre|bo zwariuje|to|tego|dalej"
        r"|zycze weny|duzo weny|kochanie|buziaki|umieram|dziekuje|wiecej|next|i|ci|mi|nam|d|xd|kc)){0,6}"
    ),
    "lead": (
        r"(?:(?:<please>|i|a|ale|no|ej|o|jej|boze|czesc|hej|autorko|dawaj|daj|dodaj|to|juz|szybko|omg|wiec|chce"
        r"|musisz|mozesz|moglabys|tylko|napisz|chcemy|poprosze|super|genialne|swietne) ){0,5}"
    ),
}

ASKS = r"""
^<lead>(?:next|nexta|kontynuuj|kontynuacja|kontynuacje|kontynuacji|aktualizuj|update|ciag dalszy|dalszy ciag
    |wiecej rozdzialow|nastepny rozdzial|kolejny rozdzial|nastepny|sequel)<tail><end>
(?:next|kontynuuj|update) (?:<please>|szybko)
^<lead>(?:wiecej ){0,5}wiecej<tail> ?<please><tail><end>
^<lead>(?:wiecej ){0,5}wiecej<end>
<please>(?: \w+)? (?:wiecej|o wiecej|nie przestawaj(?! pisac)|kontynuuj(?! (?:swoj|bycie))|napisz dalszy
    |dokoncz|aktualizuj|next|nexta|dodaj rozdzial|nie porzucaj|nie zostawiaj|update)(?! (?:\w+ ){0,2}(?:tagi|opis
    |ostrzezenia|streszczenie|takich|innych))
(?:dodaj|dodawaj|napisz|pisz|wstaw|wrzuc|wrzucaj|daj|dawaj|opublikuj|publikuj|prosze|poprosze|blagam|chce
    |chcemy|potrzebuje|zadam|domagam sie|potrzebujemy|musi byc|przydalaby sie|przydalby sie|prosi sie|zasluguje
    |licze|mam nadzieje|chcialabym|chcialbym|marze|blagam)(?: (?:szybko|juz|nam|mi|prosze|o|na|jak|najszybciej
    |przeczytac|szybciutko|jeszcze|bardzo|ze|bedzie|pojawi|sie|dodasz|napiszesz|wkrotce|wiecej|powstanie|kiedys
    |zobaczyc|tu|o szybki|szybki|cie|gorąco|goraco|poznac|naprawde|powstalaby|niebawem)){0,5} <next>
(?:czekam|czekamy|bede czekac|wyczekuje|czekajac|nie moge sie doczekac|nie moge doczekac sie
    |niecierpliwie czekam|oczekuje|doczekac sie|nie mogac sie doczekac|z niecierpliwoscia|nie doczekam)(?: (?:z
    |niecierpliwoscia|niecierpliwie|juz|bardzo|az|dodasz|utesknieniem|na|ciekawoscia|mega|wiec|ogromna|wielka|tego
    |czekam|wstawisz|teraz|tylko|dalej|nadal|cierpliwie)){0,8} (?:<next>|wiecej<tail><end>|co (?:bedzie|stanie sie
    |sie stanie)(?: \w+)? dalej|dalej<end>)
(?:kiedy|gdzie|kiedy bedzie|kiedy mozna|na kiedy|ile trzeba czekac na|dlaczego nie ma)(?: (?:bedzie|jest
    |pojawi|sie|dodasz|wstawisz|mozna|spodziewac|planujesz|mozemy|wyjdzie|ukaze|w koncu|wrzucisz|ten|napiszesz
    |liczyc|opublikujesz|jakis|masz zamiar|dodac|oczekiwac)){0,5} <next><tail>\??$
(?:czy )?(?:bedzie|bedziesz|planujesz|masz zamiar|napiszesz|zamierzasz|powstanie|jest|przewidujesz|dodasz
    |pojawi sie|mozemy liczyc|mozna liczyc|moglabys|moglbys|mozesz|pojawia sie|jest szansa|myslisz
    |myslalas)(?: (?:moze|na|kiedys|pisac|napisac|jakas|jakis|jeszcze|sie|o|to|dodac|tu|szanse|nad|w planach|tego
    |szansa)){0,8} (?:<next>|kontynuowac|kontynuowala|dokonczyc|dokonczysz|pisac dalej
    |wiecej<end>)(?: [\w ]{1,30})?\?
(?:kontynuacja|next|dalszy ciag|ciag dalszy|druga czesc) (?:bedzie|kiedy|kiedys)(?: \w+)?\?
co (?:bedzie|sie stanie|stanie sie|bylo|dalej)(?: (?:dalej|potem|z nimi))?\?
(?:chce|musze|ciekawa|ciekawe|ciekawi mnie|jestem ciekawa|chcialabym)(?: (?:jestem|wiedziec|juz|sie|dowiedziec
    |bardzo|strasznie|poznac)){0,8} (?:co|jak)(?: \w+){0,4} (?:dalej|potoczy|skonczy)
(?:mam nadzieje|licze|chcialabym)(?: (?:ze|szybko|to|kiedys|bedziesz|na to|jeszcze
    |wkrotce)){0,8} (?:kontynuowac|dokonczysz|wrocisz do|kontynuowala|dodasz|bedzie cd)
nie (?:porzucaj|zostawiaj|koncz|przerywaj|kaz|trzymaj|zawieszaj)(?: (?:tego|nas|mnie|tej|tak|w|takim|momencie
    |historii|opowiadania|dlugo|czekac|tutaj|na|to|teraz|fika|ficka|niepewnosci|zbyt|za|nam)){1,8}<tail>(?:<end>
    | prosze| blagam)
"""

BUT = r"""
‹[^›]*›?(?: [\w']+){0,3} (?:tagi|opis|ostrzezeni[ae]|streszczenie|profil|link|tytul)
(?:nie|bez|nigdy|ani) ?‹(?!nie)
(?:mowi|pyta|pytaja|prosza|pisza|krzycza|komentarze|komentuja|czytelnicy|siostra|przyjaciolka|szepcze|blaga
    |wszyscy)(?: [\w:,]+){0,4}[ :,"]*‹
(?:nie (?:trzeba|potrzeba|potrzebuje|prosze|chce|musi|musisz|wymaga|ma potrzeby|bede|domagam)|bez|nigdy
    |zamiast|ani)(?: \w+){0,4} ?‹
(?:dziekuje|dzieki|podziekowania|kochalam|przeczytalam|czytalam|uwielbiam|ciesze|super|czekalam|czekalem
    |poprzedni|ostatni|zobaczylam)(?: (?:za|sie|na|ten|ta|te|ze|jest|kazdy|bardzo|o|tak|szybki|szybko)){0,8} ‹
› (?:jest (?:zbedn|niepotrzebn|jeszcze|swietn|cudown|super)|byl|byla|nie jest|mnie|rozwalil|swojego zycia
    |jej zycia|ich zycia|w (?:ich|jej|jego|moim) zyciu|nie (?:trzeba|potrzeba))
"""

FILLERS = r"""
<please>
(?:i|a|ale|no|wiec|juz|ej|to)
"""
