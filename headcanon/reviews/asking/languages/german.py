"""German: "schreib schnell weiter" asks, "weiter so" and "hör nie auf zu schreiben" do not."""

LANGUAGE = "de"

WORDS = {
    "please": r"bitte|bite|please|ich fleh(?:e)? dich an|ich bitte dich|bittebitte|biddö|büdde|ich bettle|bitte bitte",
    "soon": (
        r"bald|schnell|schneller|ganz schnell|ganz bald|rasch|so schnell wie moglich|moglichst bald|jetzt|heute"
        r"|morgen|sofort|endlich|irgendwann|asap|wieder|demnachst|schleunigst|noch heute|mal wieder|flott|zugig"
        r"|unbedingt|bald wieder"
    ),
    "story": r"geschichte|story|ff|fanfiction|fic|fanfic|sache|reihe|werk|serie|erzahlung",
    "this": (
        r"(?:die|diese|deine|an der|an dieser|an deiner|mit der|mit dieser|mit deiner|dieser|der|hier|sie|das|es"
        r"|dieses|davon|daran|damit)(?: (?:tolle|schone|wunderbare|geniale|tollen|schonen|super))?(?: <story>)?"
    ),
    "part": r"kapitel|kapitelchen|kapi|kap|kapis|kapitels|teil|teile|teils|chapter|chap|update|abschnitt|folge|band",
    "order": (
        r"nachste|nachsten|nachster|nachstes|neue|neuen|neues|neuer|zweite|zweiten|zweiter|zweites|2\.?|weitere"
        r"|weiteres|weiteren|weiterer|anderes|dritten|dritter|folgende"
    ),
    "article": (
        r"das|die|den|der|dem|ein|eine|einen|einer|einem|ne|nen|n|noch|noch ein|noch eine|noch einen|dein|deine"
        r"|deinen|mehr|ein paar|aufs|auf das|auf die|auf den|auf ein|auf eine|auf einen|auf|viele|baldige|ja"
        r"|schnell|bald|mal|vielleicht|schon|eventuell|uns|mir|bitte|eigentlich"
    ),
    "next": (
        r"(?:<article> ){0,4}(?:<order> <part>|nachste(?=\??$)|fortsetzungen|fortsetzung|fortsezung|sequel"
        r"|epilog|nachschub|noch ein <part>|teil (?:2|zwei)|update|updates|mehr kapitel|kapitel \d+"
        r"|weitere kapitel|zweiteiler|weiterfuhrung)"
    ),
    "goes_on": r"weitergeht|weiter geht|weitergehen(?: wird| konnte)?|weiter gehen wird|weiterlauft|ausgeht",
    "tail": (
        r"(?: (?:<please>|<soon>|<this>|danke|lg|xd|liebe grusse|autorin|ja|ok|und|so|doch|mal|hier|denn|dann"
        r"|eigentlich|noch|oder|mehr|will mehr|ich halte das nicht aus|ich will mehr|update)){0,7}"
    ),
    "lead": (
        r"(?:(?:<please>|und|aber|also|oh|omg|ok|hey|hallo|hi|jetzt|nun|los|so|mensch|ach|komm|komm schon|nein"
        r"|ja|liebe autorin|du musst|du solltest|kannst du|konntest du|wurdest du|ich will dass du|doch|nur"
        r"|schnell|bald|mal|super|toll|ich sage nur|los los|schon|hopp) ){0,5}"
    ),
    "stuff": (
        r"tags?|warnung(?:en)?|zusammenfassung|inhaltsangabe|profil|links?|titel|rating|einstufung"
        r"|kurzbeschreibung|altersfreigabe|beschreibung|status|cover|kategorie|angaben|hinweise?|bild"
    ),
    "i": r"ich|wir|ichs|i",
}

ASKS = r"""
(?:wird|werden)(?: (?:das|die|diese|es|hier|deine|geschichte|story|ff|noch|je|bald|irgendwann
    |mal)){1,6} (?:fortgesetzt|weitergeschrieben|weitergefuhrt|beendet|aktualisiert)<tail>\?
hofentlich (?:kommt|gibt es|gibts|folgt|geht es|erscheint)(?: (?:bald|schnell|noch|ganz)){0,3} (?:<next>|weiter)
(?:kommt|kommen|kommt denn|kommt hier|wird es)(?: (?:da|hier|denn|bald|irgendwann|eigentlich
    |auch)){0,8} (?:noch|bald|irgendwann) (?:was|etwas|mehr)(?: (?:geben|kommen|neues))?\?
(?:lad|lade|ladt|stell|stelle)(?: \w+){0,4} (?:hoch|rein|online)<tail><end>
^<lead>(?:schreib|schreibe|schreibt|schreib's|mach|mache|machs|machst)(?: (?:du|uns|mir|doch|bloß|nur|die|das
    |mal|hier|ja|auch|rasch|dran|<please>|<soon>|<this>|ganz|bitte ganz)){0,6} weiter(?! (?:so|solche|solch|an dir
    |deine|wie|mit deinen|tolle|schone|gute|viele|fleissig|ubers|viel))<tail>(?:<end>| ich | es | sonst | damit 
    | weil )
(?:schreib|schreibe|schreibt|mach|mache)(?: (?:du|uns|doch|bloß|nur|die|das|mal|hier|ja|auch|ganz
    |<this>)){0,3} (?:<soon>|<please>)(?: (?:<soon>|<please>|ganz|<this>)){0,3} weiter(?! (?:so|solche|solch|deine
    |wie|mit deinen|tolle|schone))
<please>(?: \w+){0,2} (?:schreib|schreibe|schreibt)(?: \w+){0,3} weiter(?! (?:so|solche|solch|deine|wie
    |mit deinen|tolle|schone))
<please>(?: (?:ganz|so))?(?: <soon>){0,2} (?:weiter|weiterschreiben|weiter schreiben|weitermachen
    |weiter machen|updaten|update|fortsetzen|fortfuhren|hochladen|weiterschreibn)(?! so)<tail><end>
^<lead>(?:schnell |bald |unbedingt )?(?:weiterschreiben|weiter schreiben|weiterschreibn|fortsetzen|updaten
    |weiterlesen|update|updates|up ?date)<tail><end>
^<lead>weiter(?: weiter){0,8}(?! so\b)<tail><end>
weiter(?:schreiben)? <please><end>
(?:lad|lade|ladt|poste|post|stell|stelle|schreib|schreibe|mach|mache|veroffentliche|gib|gibt|bring|schick
    |her mit|hau|rück|ruck|schenk|liefere|liefer)(?: (?:uns|mir|mal|doch|nur|<please>|<soon>|dem|der|rein
    |raus)){0,4} <next>
(?:du|ihr)(?: (?:musst|solltest|must|kannst))(?: (?:unbedingt|einfach|wirklich|bitte|dringend|auf jeden fall
    |noch|bald|schnell|echt)){0,8}(?: (?:weiterschreiben|weiter schreiben|weitermachen|<next>
    |die <story> (?:fortsetzen|weiterschreiben|beenden)))
^<lead>(?:<next>|zweiter teil|noch ein kapitel|noch ein teil|noch eins|mehr davon|mehr kapitel)(?: (?:<please>
    |<soon>|her|erwunscht|gewunscht|gefallig|ware toll|ware schon|ware super|ware klasse)){1,4}<tail><end>
<please>(?: (?:ganz|so|noch|um|schreib|schreibe|mach|eine|ein|mehr|weitere|poste|lade|lad
    |stell)){0,8}(?: <soon>){0,8}(?: (?:um|noch)){0,8} (?:<next>|mehr davon|noch eins)(?! (?:\w+ ){0,2}<stuff>)
^<lead>(?:fortsetzung|nachster teil|nachstes kapitel|teil 2|zweiter teil|mehr davon|zugabe|nachschub)<tail><stop>
(?:mehr ){1,9}<please><end>
<please> (?:\w+ )?(?:mehr ){0,9}mehr(?: davon| hiervon| von (?:dieser|der) <story>)?<tail><end>
^<lead>(?:mehr ){0,9}mehr<tail><end>

# wann, wie
wann(?: (?:denn|genau|endlich|ungefahr|etwa|ca)){0,8}(?: (?:geht|gehts|geht's|gehst|kommt|kommen|gibt|gibts
    |gibt's|erscheint|ladst|postest|schreibst|machst|kann|konnen|darf|durfen|wird|ist|folgt|updatest|stellst
    |bekommen|hast|veroffentlichst|setzt|planst|kriegen|werden|wirst))(?: (?:du|es|ihr|man|wir|ich|denn|endlich
    |hier|uns|dann|wieder|eigentlich|wohl|mal|mit|der|dieser|deiner|geschichte|story|ff|die|das|etwa|ungefahr
    |ungefahr mit|rechnen|voraussichtlich|immer|bitte|auf|noch|vor|nochmal)){0,6} (?:weiter|weitergehen
    |weiterlesen|weiterschreiben|hoch|mehr<end>|nachschub|weiter gehen|<next>|updaten|fort|update)
(?:wie|und wie) (?:geht|gehts|geht's)(?: (?:es|das|denn|nun|jetzt|wohl|hier|bloß|nur|mit|den|beiden|ihnen|der
    |geschichte|\w+)){0,8} weiter<tail>\?
(?:was|und was|wie) (?:passiert|geschieht|kommt)(?: (?:jetzt|nun|wohl|denn|dann|mit \w+)){0,8} (?:als nachstes
    |danach|nun|jetzt|weiter|dann)<tail>\?
wo (?:bleibt|ist|bleiben)(?: (?:denn|nur|bloß)){0,8} <next>
(?:gibt|gibts|gibt's|wird|kommt|kommen|ist|planst|schreibst|machst|kannst|konntest|magst|wirst|hast|wurdest
    |willst|darf|durfen|besteht|wirds|folgt|habt|geht|denkst|uberlegst|werden|wie ware|wie war|wie wars
    |wie ware es|wie ware's)(?: (?:es|du|denn|noch|hier|da|mal|eigentlich|irgendwann|vielleicht|eine|einen|vor
    |schon|auch|noch eine|eventuell|nicht|uns|bitte|mit|man|wir|auf|mit einer|mit einem|die|der|chance|aussicht
    |hoffnung|bald|plane|fur|uber|lust|an|zu|geplant|wohl|je|dazu|hoffen|dir|ja|ihr|so|ganz)){0,7} (?:<next>
    |weiterschreiben|weiter schreiben|weiterfuhren)(?: [\w ]{1,40})?\?
(?:schreibst|machst|geht|gehts|geht's|fuhrst|updatest|arbeitest)(?: (?:du|es|hier|denn|noch|mal|eigentlich
    |irgendwann|an|der|die|dieser|deiner|geschichte|story|ff|bald|da|auch|damit|daran|das|wieder)){0,7} (?:weiter
    |fort|dran)<tail>\?
^<lead>(?:fortsetzung|teil 2|zweiter teil|epilog|nachstes kapitel|noch ein kapitel|update)(?: (?:geplant
    |moglich|in sicht|in planung|irgendwann))?\?

# ich will, ich hoffe, ich warte
(?:<i>)(?: (?:will|wollen|brauch|brauche|brauchen|mochte|mochten|wunsche|wunschen|fordere|fordern|verlange
    |verlangen|hatte gern|hatte gerne|hatten gern|hatten gerne|wurde|wurden|liebe|bitte|bettle|flehe|ruf|rufe
    |bin))(?: (?:mir|uns|unbedingt|so|gern|gerne|jetzt|bitte|dringend|einfach|sofort|mich|noch|auch|sehr|doch
    |schon|um|nach|fur|total|ja|wirklich|ganz|dringendst|lesen|endlich|wahnsinnig|dass|es|gabe|gibt|du|ganz|dich
    |schreibst|freuen|uber|von|herzen|mal)){0,6} (?:<next>|mehr davon|mehr hiervon|mehr von (?:dieser|der
    |deiner) <story>|mehr<tail><end>|wissen(?:,)? wie es weiter ?geht|wissen(?:,)? was (?:passiert|als nachstes))
(?:will|brauche|brauch|mochte|muss|mussen|wollen|wurde gerne?|wurd gern)(?: (?:unbedingt|jetzt|sofort|endlich
    |einfach|so|doch|gerne?|auch|dringend)){0,8} wissen$
(?:gespannt|neugierig|gespant|wissen|erfahren|interessiert mich|frage mich)(?: (?:bin ich|darauf|drauf|schon
    |sehr|total|auf|mega|wahnsinnig)){0,8} (?:wie|ob|was)(?: \w+){0,6} (?:weitergeht|weiter geht|weitergehen wird
    |weitergehen konnte|als nachstes passiert|noch passiert)
(?:freu|freue|freuen|fruehe|gespannt|warte|warten|hoffe|hoffen|lechze|giere|hibbel|hibbele|fiebere|harre
    |freuend|wartend|erwarte|erwarten|aus sein|bin schon|wunsch|wunsche)(?: (?:ich|wir|mich|uns|mir|schon|sehr
    |total|riesig|so|jetzt|bereits|ganz|voll|mega|wahnsinnig|sehnsuchtig|gespannt|ungeduldig|weiterhin|auch|immer
    |noch|dem|entgegen|echt|richtig|unheimlich|sehnlichst|doll|dringend|unglaublich|hier|weiter|brav|geduldig
    |sehnlich|also|dann|natürlich|daher|sehnsuchtsvoll|dass|du|bald|es|gibt|kommt|noch|sie|schreibst|auf
    |vorfreudig|dolle|trotzdem|wirklich|eines tages|eine|es bald|du bald|wahnsinnig auf|wie verruckt
    |unbandig)){0,7} <next>(?! (?:von dir|geschichte|werk))
<i> kan(?: (?:auf|es|schon))? ?<next>(?: (?:gar|schon|echt|wirklich|einfach|jetzt)){0,8} (?:nicht
    |kaum)(?: \w+)? (?:erwarten|abwarten)
(?:kan|kann) (?:es )?(?:<next>) (?:kaum|nicht|gar nicht) (?:erwarten|mehr erwarten|abwarten)
(?:kan es|kanns|kan's|kann es) (?:kaum|nicht|gar nicht)(?: mehr)? erwarten(?:,)? (?:<next>|weiterzulesen
    |mehr zu lesen|bis (?:es weiter ?geht|<next>)|zu erfahren)
(?:^|bis zum |bis es )(?:kan es )?(?:kaum|nicht) erwarten(?:,)? (?:weiterzulesen|zu lesen wie es weitergeht)
hof(?:e|en|entlich)(?: (?:ich|wir|sehr|ja|so|wirklich|doch|mal|dass|du|es|sie|bald|schnell|ganz|hier|geht
    |schreibst|machst|die|geschichte|story|irgendwann|noch|dich|wieder|trotzdem|das|diese|findest|zeit|lust|den|ff
    |einmal|deine)){0,9} (?:weiter|weitergeht|weiterschreibst|weitergehen|weiter geht|weiter schreibst|updatest
    |fortsetzt|fortfuhrst|weiterschreiben|weiter gehen|weiterfuhrst|beendest)(?! so)<tail><end>
^(?:das |hier |es |die geschichte |da |diese geschichte |das hier )(?:schreit|verlangt|ruft|braucht|verdient
    |muss|bettelt)(?: (?:ja|unbedingt|geradezu|formlich|einfach|doch|nach|um|hier|wirklich|dringend)){0,8} <next>
(?:diese|die|deine|das) (?:\w+ ){0,2}(?:braucht|verdient|schreit nach|ruft nach|verlangt nach)(?: (?:unbedingt
    |dringend|wirklich|einfach|definitiv|ja)){0,8} <next>

# nicht aufhören
(?:brich|brecht|breche)(?: \w+){0,5} nicht ab(?! mit)
(?:las|lasst|lass)(?: (?:uns|mich|deine leser|<please>|bloß|ja)){1,3}(?: (?:nicht|bitte|jetzt|so
    |hier)){0,8}(?: (?:lange|so lange|zu lange|ewig|allzu lange|nur|ewig lange)){0,8} (?:warten|zappeln|hangen
    |schmoren|so zuruck|in der luft hangen|so sitzen)
(?:du|ihr) (?:kanst|konnt|darfst|wirst)(?: (?:doch|jetzt|das|da|hier|es|die|uns|so|an|dieser|der|stelle|nicht
    |einfach|ja|mich|mitten|im|satz|so nicht|auf|keinen|fall|geschichte)){0,10} (?:aufhoren|enden|enden lassen
    |abbrechen|beenden|stehen lassen|hangen lassen|zuruckzulassen|hangenlassen|zurucklassen|schluss machen)(?! zu)
hor(?: (?:jetzt|bitte|bloß|ja|nur|doch)){0,3}(?: (?:hier|da))?(?: (?:jetzt|bitte))? (?:nicht|blos nicht
    |ja nicht) (?:hier |da |jetzt |an dieser stelle )?auf(?: (?:hier|da))?<end>
gib(?: (?:sie|die|diese|deine|es|das|bitte|hier)){1,8}(?: (?:<story>))? nicht auf<end>
(?:verges|vergiss) (?:bitte )?(?:diese|die|deine) <story> nicht
"""

BUT = r"""
‹[^›]*›?(?: [\w']+){0,3} <stuff>
(?:sagt|sagen|sagte|fragt|fragen|fragte|ruft|rufen|schreibt|schreiben alle|betteln|bettelt|bettelte|fleht
    |flehte|freundin|schwester|bruder|leser|andere|anderen|kommentare|kommentaren|fragst|alle|leute|jemand|er|sie
    |viele|manche|flustert|schreit|drangeln|nerven)(?: \w+){0,4}[ :,"]*‹
(?:kein|keine|keinen|keiner|nicht|nie|niemals|ohne|weder|statt|anstatt|unnotig|brauche keine
    |niemand)(?: \w+){0,4}[ ]*‹
(?:danke|dank|habe|hab|hatte|habt|hatten|gelesen|liebe|liebte|mochte|mag|toll|uber|durch|seit|nach|letzte
    |letzten|jedes mal|war|waren|wurde|konnte|als|gestern|heute)(?: (?:fur|das|die|den|der|dein|deine|deinen
    |dieses|diese|dem|auf|ich|so|mich|schnelle|gestern|heute|vor|schon|immer|sehr|jedes|riesig|uber|mal|ein|eine
    |neue|zu|bei|mit)){0,6} ‹(?:das |die |den |der |dein |deine |ein |eine |noch |auf |schnelle |schon 
    |das schnelle ){0,8}(?:update|fortsetzung|nachste|neue|zweite|neues|kapitel|epilog|gespannt|sequel|wie)
› (?:war|hat|ist (?:toll|super|noch|genauso|schon|wunderbar|perfekt|genial|das beste|auch|so|mein)|gefiel
    |gefallt|hatte|kam|in|wurde|braucht es (?:nicht|keine)|brauch(?:t|e|st) (?:es|ich|man|du|die) |ist (?:nicht
    |gar nicht)|ware (?:nicht|falsch|unnotig)|muss (?:nicht|es nicht)|nicht)
› (?:seines|ihres|meines|deines|unseres|eures|in (?:seinem|ihrem|meinem|deinem)) (?:\w+ )?(?:leben|lebens)
(?:wenn|falls|sobald|weil|obwohl|selbst wenn|immer wenn)(?: \w+){0,3} ‹
(?:war|waren|gewesen)(?: (?:ich|so|schon|sehr|jedes mal|immer)){1,8} ‹gespan
›,? (?:dass|das) ich (?:die|das|den|meine|alles|in|nachts|fast)
"""

FILLERS = r"""
<please>
(?:und|aber|also|jetzt|oh|los|so|na|ja|omg|nun|doch|komm|schnell|hey|hallo|drum|darum|schon)
"""
