"""Spanish: "síguela", "conti porfa", "¿para cuándo el siguiente?"; but "sigue así" is praise."""

LANGUAGE = "es"

WORDS = {
    "please": (
        r"por favor|porfavor|por fa|porfa|porfas|porfis|porfi|porfiis|please|te lo (?:pido|ruego|suplico)"
        r"|te (?:pido|ruego|suplico)(?: que)?|os lo pido|xfa|xfavor|xfis"
    ),
    "soon": (
        r"pronto|ya|rapido|rapidito|cuanto antes|lo antes posible|prontito|luego|hoy|mañana|otra vez|mas seguido"
        r"|cuando puedas|algun dia|un dia|ya mismo|de una vez|mas rapido|esta semana"
    ),
    "story": r"historia|fic|fanfic|relato|trama|obra|serie|novela|fanfiction|trabajo",
    "this": (
        r"(?:la|el|esta|este|tu|su|con la|con el|con esta|con este|con tu) (?:\w+ )?<story>|esto|con esto|esta"
        r"|la|lo"
    ),
    "part": r"capitulos?|caps?|capis?|chapter|partes?|actualizacion|actu|entrega|epilogo|update",
    "order": (
        r"siguientes?|proximos?|proximas?|nuevos?|nuevas?|otros?|otras?|segunda|2da|2a|segundo|mas|tercera"
        r"|ultimo|un"
    ),
    "article": r"el|la|los|las|un|una|otro|otra|al|del|tu|tus|su|mas|unos|ese|esa|algun|alguna",
    "next": (
        r"(?:<article> ){0,2}(?:<order> <part>(?: (?:siguiente|mas|nuevo))?|(?:siguiente|proximo|proxima)(?= "
        r"|\??$)(?! (?:historia|obra|fic|relato|trabajo|proyecto|libro|vez|dia|año|semana|mes|lunes|generacion))"
        r"|continuacion|conti|continuidad|secuela|epilogo|parte (?:2|dos)|segunda parte|mas capitulos?"
        r"|actualizacion|cap siguiente|capitulo siguiente|capitulo que viene)"
    ),
    "tail": (
        r"(?: (?:<please>|<soon>|<this>|autora?|escritora?|amiga|plis|jaja\w*|necesito mas|update|gracias|si"
        r"|que me muero|o me muero|pues|vale|un beso|besos|saludos|no seas mala|me muero|ya ya)){0,7}"
    ),
    "lead": (
        r"(?:(?:<please>|y|pero|ay|dios|dios mio|hola|omg|ya|oye|no|autora?|solo|bueno|asi que|jo|jope|venga"
        r"|vamos|puedes|podrias|quiero que|necesito que|queremos que|necesitamos que|tienes que|debes|deberias"
        r"|o sea|eso|anda|mujer|amiga|rapido|aah|ah) ){0,5}"
    ),
    "stuff": (
        r"etiquetas?|tags?|resumen|sinopsis|advertencias?|perfil|enlaces?|links?|titulo|notas?|clasificacion"
        r"|portada|rating|descripcion|ficha|lista|correo|indice|datos|informacion|estado"
    ),
    "do": (
        r"subas?|subes|sube|publicas|publiques|publica|actualizas|actualices|actualiza|actualizaras|subiras"
        r"|publicaras|cuelgas|cuelgues|sigues|sigas|continuas|continues|continuaras|seguiras|escribas|escribes"
        r"|escribe|haces|hagas|haz|pongas|pon|das|danos|dame|vas a (?:subir|publicar|actualizar|continuar|seguir"
        r"|escribir|hacer|colgar)|puedas (?:subir|actualizar|continuar)|regala|regalanos|saca|saques"
    ),
}

ASKS = r"""
<next> (?:para|pa) cuando
# actualiza, síguela, continúa
^<lead>(?:actualiza|actualizala|actualizalo|actualice|actualizacion|actualizar|actualizas)<tail><end>
^<lead>(?:siguela|siguelo|siguele|continuala|continualo|continua|conti|continuacion|continue|continuen|contin
    |terminala|terminalo|acabala)<tail><end>
(?:siguela|siguelo|siguele|continuala|continualo|conti|continuacion|actualizala) <please>
<please>,? (?:ya |no |solo |nada mas |nunca |vuelve y )?(?:actualiza|actualices|continua(?! (?:siendo|asi
    |escribiendo|con tu))|continues(?! (?:siendo|asi|escribiendo))|siguela|siguelo|sigala|continuala|continualo
    |continuacion|conti|sigas? con (?:la|esta|el|este|tu) <story>|sigue con (?:la|esta|el|este|tu|esto)
    |termina(?:la|lo)|termina (?:la|esta|este|el) <story>|actualizacion)(?! (?:\w+ ){0,3}<stuff>)
actualiza(?: (?:<this>|muy|mas))? (?:pronto|ya|rapido|cuanto antes|lo antes posible|por favor|porfa|prontito
    |seguido|plis)
^<lead>(?:sigue|continua|siga|continue) (?:con )?(?:la|esta|el|este|tu) <story><tail><end>
^<lead>(?:sube|publica|pon|cuelga|danos|dame|haz|escribe|saca|regalanos|postea)(?: (?:ya|pronto|mas|rapido
    |por favor|porfa|please)){0,8} <next>
<please>(?: \w+){0,2} (?:sube|publica|pon|cuelga|danos|dame|haz|hagas|escribe|escribas|subas|publiques|saca
    |quiero|queremos|necesito|necesitamos|ya) <next>
(?:una? |el |la |mas |otro |otra ){0,8}(?:<next>|<part> siguiente) (?:<please>|ya|pronto)<tail><end>
^<lead>(?:segunda parte|continuacion|otro cap|otro capitulo|secuela|siguiente cap|siguiente capitulo
    |mas capitulos|epilogo|conti|segunda parte ya)<tail><end>

# cuándo, habrá, vas a
(?:cuando|para cuando|pa cuando|cuanto falta para|donde esta|y)(?: (?:te toca|tendremos|habra|sale|saldra
    |viene|vendra|estara|sera|es|llega|llegara|podremos leer|toca|esta|es que|cres que|piensas|vas a
    |nos)){0,8} (?:<next>|actualizar|continuar|subir)<tail>\?
(?:cuando|para cuando|cada cuanto|vas a|cuando vas a)(?: (?:piensas|es que|vas a|nos|lo|la|volveras a
    |vuelves a|podras|puedes|tienes pensado)){0,8} (?:actualizas|actualizaras|actualizar|actualices|subes|subiras
    |subir|publicas|publicaras|publicar|continuas|continuaras|continuar(?:la|lo)?|sigues|seguiras|seguir(?:la|lo)?
    |colgar|cuelgas)(?! asi)(?: (?:<next>|<this>|esto|mas|la|el|lo|pronto|de nuevo|otra vez|con|a)){0,8}<tail>\??$
(?:habra|tendra|tiene|hay|va a haber|va a tener|existe|existira|tendremos|vamos a tener|haras|harias
    |vas a hacer|piensas hacer|planeas|podrias hacer|podrias escribir|podria haber|puede haber|puedes hacer
    |puedes escribir|escribiras|piensas escribir|te animas a|te animarias a|has pensado en|estas pensando en
    |consideras|considerarias)(?: (?:hacer|escribir|subir|una|un|alguna|algun|pronto|hacerle
    |hacerla)){0,8} (?:<next>|continuar(?:la|lo)?)(?: [\w ]{1,30})?\?
(?:la|lo|esto|esta historia|este fic) (?:vas a|piensas|continuaras|seguiras|terminaras)(?: (?:seguir|continuar
    |terminar|acabar))?(?: \w+)?\?
(?:vas a|piensas|podrias|puedes|planeas) (?:seguir(?:la|lo)|continuar(?:la|lo)|terminar(?:la|lo)|(?:seguir
    |continuar|terminar|acabar) (?:con )?(?:la|el|esta|este|tu) <story>|actualizar)(?! (?:\w+ ){0,2}<stuff>)
(?:abandonaste|has abandonado|ya no vas a (?:seguir|continuar|actualizar)|dejaste)(?: (?:<this>|de actualizar))?\?
(?:que|y que|y ahora que|ahora que) (?:pasa|pasara|va a pasar|sucede|sucedera)(?: (?:despues|ahora|luego
    |con \w+|a continuacion|entonces))?\?

# quiero, espero, necesito
(?<!no )(?:quiero|queremos|necesito|necesitamos|exijo|exigimos|ocupo|pido|pedimos|merecemos|merece|necesita
    |amaria|me encantaria|nos encantaria|me gustaria|quisiera|ansio|deseo|mataria por|ruego|suplico|imploro
    |se merece|urge|hace falta|falta)(?: (?:leer|ver|tener|ya|una|un|mucho|urgentemente|saber|de|que haya
    |que hubiera|que tenga|que tuviera|que hagas|que hicieras|que subas|que escribas|que publiques|otra|pronto
    |desesperadamente|por favor|la|el|muchisimo|pedirte|poder|por)){0,4} (?:<next>|mas de (?:esto|esta historia
    |este fic))
(?<!no )(?:quiero|queremos|necesito|necesitamos|exijo|dame|danos|ocupo)(?: (?:leer|saber|ya
    |mucho)){0,8} mas<tail><end>
(?:quiero|necesito|quisiera|queremos|muero por|me muero por|tengo que)(?: (?:ya|de))? saber (?:que pasa
    |que pasara|que va a pasar|como sigue|como continua|que sigue|que sucede|que sucedera|como termina|mas)
(?<!no )(?:espero|esperamos|esperando|esperare|estare esperando|estoy esperando|seguire esperando|aguardo
    |sigo esperando|ojala|ansiosa por|ansioso por|ansiosa de|deseando|con ganas de|impaciente por|a la espera de
    |atenta a|pendiente de|ya espero|ansiando|muero por|me muero por|no veo la hora de|no aguanto hasta
    |no puedo esperar(?: mas)?(?: a| al| para| por| hasta)?|esperaremos)(?: (?:con|muchas|ansias|ganas|impaciencia
    |muchisimas|ya|muy|pronto|ansiosa|ansioso|ansiosamente|leer|ver|tener|que|haya|hagas|escribas|subas|publiques
    |a|por|de|poder|desesperadamente|emocion|mucha|hacer|traigas|tengas|tengamos|nos|des|para|tu|traigas|salga
    |este|se|venga|llegue|pensar)){0,5} <next>(?! (?:obra|historia|trabajo))
(?:espero|ojala|esperamos|deseo|quiero|queremos|me encantaria|me gustaria)(?: (?:de|verdad|corazon|que|pronto
    |algun|dia|nos|ya|la|lo|puedas|muy|vuelvas|a|decidas|te|animes|mucho|sinceramente|tu)){0,8} (?:actualices
    |actualizar|actualizaras|continues|continuar|continuarla|continuarlo|sigas|siguieras|continuaras|continue|siga
    |retomes|retomarla|termines|subas|publiques|seguirla|seguirlo)(?: (?:pronto|<this>|la|el|mas|rapido|siguiente
    |algun|dia)){0,8}<tail><end>
ya quiero (?:leer |ver |que sea |saber )?(?:<next>|que pasa|mas<end>|actualizacion)
(?:^|y )(?:con|me quede con|quede con|me dejaste con|me has dejado con)? ?ganas de mas<tail><end>
me (?:dejaste|has dejado|dejas) (?:asi|con la intriga|en suspenso|picada)<tail> (?:continua|sigue|actualiza)
no (?:tardes|te tardes|demores|te demores|tardes tanto|tardes mucho)(?: (?:mucho|tanto|mas)){0,8}(?: (?:en|con
    |por)| <please>|<end>)(?! (?:volver|responder|contestar))
no (?:la|lo|nos|me|te|abandones|dejes) ?(?:abandones|dejes (?:asi|con la intriga|con las ganas|en suspenso|sin
    |tirada|a medias|colgada|inconclusa)|olvides de (?:esta|la|este))?(?: (?:esta|este|la|el
    |tu) <story>)(?! de lado)
no (?:la|lo) (?:abandones|dejes(?: (?:asi|a medias|tirada|inconclusa|colgada))?)(?=,| <please>|<tail><end>)
no (?:nos|me) (?:abandones|dejes (?:asi|con la intriga|con las ganas|en suspenso|en ascuas|en vilo|colgad\w+
    |esperando|sin))
no (?:puedes|podes|pueden|vas a|te atrevas a) (?:dejar(?:lo|la|nos|me) (?:asi|ahi|aqui|con|en)|terminar(?:lo
    |la)? (?:asi|ahi|aqui)|parar (?:ahi|aqui)|cortar(?:lo|la)? (?:ahi|aqui|asi)|abandonar(?:la|lo|nos))
no (?:pares|termines|cortes|acabes) (?:aqui|ahi|asi)
^<lead>(?:mas ){0,8}mas<tail><end>
(?:mas|otro) (?:<please>|ya)<end>
<please> (?:mas ){0,8}mas<end>
(?:plis|porfa|please) (?:conti|continua|sigue|siguela|actualiza|cap|otro cap|segunda parte|parte 2)<tail><end>
"""

BUT = r"""
(?:no|ni|sin|nunca|jamas|tampoco) ?‹(?!no )
‹[^›]*›?(?: [\w']+){0,3} <stuff>
(?:dicen|dice|decia|dijo|piden|pide|pedir|pedirte|pidiendo|pidiendote|gritan|escriben|comentan|comentarios
    |preguntan|pregunta|preguntando|pidio|exigen|exigir|exigirte|suplicaba|repite|insisten
    |reclaman)(?: \w+){0,4}[ :,"]*‹
(?:no (?:hace falta|necesita|necesitas|necesito|hay necesidad|es necesario|es necesaria|hacia falta|quiero
    |voy a|te voy|pido|te pido|vengo a|me atrevo a|tienes que|se necesita|requiere|estoy|te|le|es|merece|os|creo)
    |ni|sin|nunca|jamas|tampoco|en vez de|nada de)(?: \w+){0,4} ?‹
(?:cuando|mientras|cada vez que|si|aunque|como si|antes)(?: (?:ella|el|me|yo|ellos|tu))? ?‹(?:quiero|espero
    |esperaba|actualiza|subes|subas)(?! .{0,60}\?)
(?:gracias|agradezco|ame|adore|lei|leyendo|gusto|encanto|encanta|encantado|amo|feliz|disfrute|vi|llego|recibi
    |recibir|felicidades|notificacion|ultima|anterior|cada|despues de|tras)(?: (?:por|la|el|esta|este|tu|de|con
    |que|tanto|mucho|una|un|al|ver|leer|mas|a|hasta)){0,4} ‹(?:la |el |una |un |tu |otro |otra |nueva |mas 
    |al ){0,8}(?:actualizacion|nuevo|nueva|siguiente|proximo|secuela|segunda|continuacion|epilogo|capitulo|conti
    |update|otro|otra)
› (?:de|en) (?:su|sus|mi|tu|nuestra|nuestras|la|mis|tus) (?:vida|vidas|historia juntos|relacion|carrera|viaje)
› (?:fue|era|estuvo|estaba|me (?:gusto|encanto|dejo|mato|hizo|parece|alegro)|es (?:genial|preciosa|perfecta
    |maravillosa|todavia|aun|incluso|hermosa|lo mejor)|llego|no (?:es|hace))
"""

FILLERS = r"""
<please>
(?:y|pero|asi que|ay|omg|ya|plis|please|hola|eso|bueno|solo|ahora|e|que|muy|jo)
"""
