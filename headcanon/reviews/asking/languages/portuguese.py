"""Portuguese: "continuaaa", "posta mais", "cadê o próximo cap"; "continue assim" is praise."""

LANGUAGE = "pt"

WORDS = {
    "please": (
        r"por favor|porfavor|pfv|pfvr|pfvzinho|por favorzinho|please|te imploro|eu imploro|imploro|eu te imploro"
        r"|te suplico|te peco|pf|pff|plmds|pelo amor de deus|pelo amor|faz favor|se faz favor"
    ),
    "soon": (
        r"logo|rapido|ja|hoje|amanhã|agora|em breve|o quanto antes|o mais rapido possivel|urgente|urgentemente"
        r"|depressa|mais rapido|quando puder|um dia|algum dia|de novo|mais vezes|mais|rapidinho|logo logo"
    ),
    "story": r"fic|historia|fanfic|fanfiction|obra|serie|one|oneshot|trama|estoria|maravilha",
    "this": (
        r"(?:essa|esta|a|sua|tua|na|nessa|nesta|da|dessa|com a|com essa|com esta)(?: (?:linda|maravilhosa"
        r"|bela))? <story>|isso|isto|ela|aqui|la|a"
    ),
    "part": r"capitulos?|caps?|capi|partes?|atualizacao|att|temporada|episodio|epilogo|chapter",
    "order": (
        r"proximos?|proximas?|novos?|novas?|outros?|outras?|segunda|2ª|2a|mais|segundo|seguintes?|mais um"
        r"|mais uma"
    ),
    "article": (
        r"o|a|os|as|um|uma|pelo|pela|pelos|ao|do|da|mais|mais um|seu|tua|sua|por|por um|por uma|por mais|logo"
        r"|esse"
    ),
    "next": (
        r"(?:<article> ){0,3}(?:<order> (?:<part>)|proximo(?=\??$)|continuacao|continuacão|sequencia|sequel"
        r"|segunda parte|parte (?:2|dois)|epilogo|att|atualizacao|capitulo novo|cap novo|capitulo seguinte"
        r"|livro (?:2|dois))"
    ),
    "tail": (
        r"(?: (?:<please>|<soon>|<this>|autora?|amor|amiga|mulher|gente|moca|to morrendo|estou morrendo|kk\w*|k"
        r"|vai|viu|ta|ne|obrigada|obrigado|bjs|beijos|preciso|continua|linda|pra gente|preciso de mais|socorro"
        r"|menina|quero mais)){0,7}"
    ),
    "lead": (
        r"(?:(?:<please>|e|mas|ai|ah|aa|meu deus|mds|autora?|oi|ola|amiga|mulher|gente|vai|vamos|entao|ja|nao|so"
        r"|voce pode|pode|poderia|voce tem que|tem que|voce precisa|vc precisa|vc tem que|precisa|eu|rapido|amei"
        r"|socorro|necessito que|quero que|preciso que|quero que voce) ){0,5}"
    ),
    "stuff": (
        r"tags?|resumo|sinopse|avisos?|perfil|links?|titulo|notas?|classificacao|capa|descricao|status|lista"
        r"|generos?|categoria|informacoes|indicacao|ficha"
    ),
}

ASKS = r"""
^<lead>(?:atualiza|atualize|att|atualizacao|atualizar|atualizem|update)<tail><end>
^<lead>(?:continua|continue|continuem|continuacao|continuar|continua continua|conti)<tail><end>
<please> (?:\w+ )?(?:atualiza|atualize|continua(?! (?:assim|sendo|escrevendo|a escrever))|continue(?! (?:assim
    |sendo|escrevendo|a escrever|com seu))|continuacao|termina(?! com)|termine (?:essa|esta|a
    |de))(?! (?:\w+ ){0,3}<stuff>)
(?:atualiza|continua|continue|atualize)(?: <this>)? (?:<please>|logo|rapido|o quanto antes|em breve|mais rapido)
^<lead>(?:posta|poste|posta logo|solta|libera|manda|faz|faca|escreve|escreva|traz|lanca|publica|publique|da
    |coloca)(?: (?:logo|ja|pra gente|<please>|rapido|pra nos|pra|gente)){0,8} (?:<next>|mais<tail><end>)
<please> (?:\w+ )?(?:posta|poste|solta|manda|faz|faca|escreve|escreva|traz|publica|quero|queremos
    |preciso)(?: \w+)? (?:<next>|mais<tail><end>)
^<lead>(?:proximo (?:capitulo|cap)|proximo|segunda parte|parte 2|continuacao|mais um capitulo|mais um cap
    |capitulo novo|sequencia|mais um)<tail><end>
<next> (?:<please>|ja|logo|urgente)<tail><end>
<please> (?:<next>|mais<tail><end>)
^<lead>(?:mais ){0,9}mais<tail><end>
(?:quando|quando e que|cade|kd|onde esta|onde ta|pra quando|para quando|que dia|qndo|qnd
    |quanto tempo)(?: (?:sai|sera|vai|vem|e|que|voce|vc|tu|teremos|tem|ira|pretende|postar|vao|pra|ate|falta|sair
    |ter|lanca|lancar|chega|tera|posta|saira|sai o|volta|a gente|sobe)){0,6} (?:<next>|atualizar?|atualiza|att
    |atualizas|continuar?|postar?|postas|continuas|publicar?|publicas|posta mais
    |continuacao)(?! (?:\w+ ){0,2}<stuff>)<tail>\??$
(?:vai|vais|tera|havera|tem|ha|haverá|voce vai|vc vai|ira|pretende|pretendes|voce pretende|vc pretende|planeja
    |pensa em|sera que|existe|podia|poderia|pode|podes|voce poderia|da pra|consideraria|ja pensou em|pensou em
    |voltara a|podias)(?: (?:ter|fazer|haver|escrever|vai|tera|rola|uma|um|alguma|chance|de|postar|existe
    |possibilidade|mesmo|ainda|lancar|tera|sair|dar|voce|vc)){0,6} (?:<next>|continuar?(?! (?:assim|escrevendo
    |sendo))|terminar (?:essa|esta|a) <story>|atualizar?(?! (?:\w+ ){0,2}<stuff>))(?: [\w ]{1,30})?\?
(?:voce |vc |tu )?(?:abandonou|desistiu d|largou|abandonaste)(?: (?:<this>|essa))?\?
(?:o que|oq|e agora o que)(?: \w+)? (?:acontece|acontecera|vai acontecer)(?: (?:agora|depois|a seguir
    |em seguida|com \w+))?\?
(?<!nao )(?:quero|queremos|preciso|precisamos|necessito|exijo|merece|merecemos|amaria|adoraria|gostaria|queria
    |desejo|pede|precisa|imploro|clamo|suplico|eu quero|tinha que ter)(?: (?:ler|ver|de|muito|ja|que|tenha|urgente
    |urgentemente|logo|uma|um|ter|saber|desesperadamente|por|se|faca|de uma|mt|mto|tivesse|dessa|demais|houvesse
    |mesmo)){0,5} (?:<next>|mais (?:disso|dessa (?:fic|historia)|capitulos|caps|desse casal agora))
(?<!nao )(?:quero|queremos|preciso de|precisamos de|necessito de|preciso|quero muito|quero ler) mais<tail><end>
(?:quero|preciso|precisamos|queremos)(?: (?:muito|mt|logo|ja)){0,8} saber (?:o que|oq|como
    |o q)(?: \w+){0,4} (?:acontece|acontecer|continua|termina|depois|vai dar|sera)
(?:mal posso esperar|nao vejo a hora|ansiosa|ansioso|ansiosissima|ansiosos|esperando|aguardando|aguardo|espero
    |a espera|no aguardo|na espera|louca|doida|curiosa|esperarei|estarei esperando|contando os dias
    |nao aguento esperar|mal espero|ansiando|nao consigo esperar)(?: (?:de|por|pelo|pela|para|pra|ler|ver
    |ansiosamente|ansiosa|muito|ja|o|a|com|que|tenha|saia|voce|poste|postar|haja|faca|logo|demais|um|uma|sair
    |chegar|mais|estou|to|aqui|eternamente|desesperadamente|sempre|em breve|anciosa
    |ate)){0,5} (?:<next>)(?! (?:historia|fic|obra|trabalho))
(?:espero|tomara|quero|gostaria|queria|desejo)(?: (?:que|voce|vc|muito|um|dia|de|coracao|realmente|ainda|logo
    |pretenda|volte|a|possa|resolva|decida|essa|fic|historia|mesmo|sinceramente|tu)){0,8} (?:continue|continuar
    |continues|atualize|atualizar|atualizes|poste|postes|termine|retome)(?: (?:logo|<this>|em breve|a|essa|mais
    |rapido|um|o|proximo|capitulo|um dia)){0,8}<tail><end>
nao (?:nos |me |a )?(?:abandona|abandone|abandones|desiste|desista|desistas|demora|demore|demores|larga|largue
    |deixa|deixe|deixes|esquece|esqueca|para|pare)(?: (?:<this>|a gente|a fic|essa fic|de <this>|da <story>
    |dessa <story>|nessa parte|aqui|assim|nos|muito|tanto|tanto assim|sem|a|pra postar|para postar|pra atualizar
    |pra att|curiosa|gente)){1,4}<tail>(?:<end>| <please>| continuacao)
nao (?:me|nos) (?:deixa|deixe|deixes) (?:assim|na curiosidade|sem|esperando|curiosa)
nao demor(?:a|e|es)<tail><end>
(?:voce |vc )?nao pode (?:parar|terminar|acabar|deixar|me deixar|nos deixar)(?: \w+)? (?:aqui|ai|assim|nessa|nesta)
"""

BUT = r"""
(?:nao|nem|sem|nunca|jamais) ?‹(?!nao )
‹[^›]*›?(?: [\w']+){0,3} <stuff>
(?:diz|disse|dizem|pedem|pede|pedindo|pedir|gritam|escrevem|comentam|comentarios|perguntam|pergunta
    |perguntando|implora|cobram|cobrar|cobrando)(?: \w+){0,4}[ :,"]*‹
(?:nao (?:precisa|preciso|necessita|quero|vou|ha necessidade|e preciso|e necessario|te|vim|tem que|tenho)|nem
    |sem|nunca|jamais|em vez de)(?: \w+){0,4} ?‹
(?:obrigada?|agradeco|amei|adorei|li|gostei|feliz|recebi|vi|chegou|parabens|notificacao|ultima|cada|depois
    |apos)(?: (?:por|pela|pelo|a|o|de|com|que|essa|esta|ter|tanto|muito|uma|um|ao|ver|ler|ja)){0,4} ‹(?:a |o |uma 
    |um |pela |pelo |mais ){0,8}(?:atualiza|nov|proxim|sequ|segunda|continuacao|epilogo|capitulo|att|cap)
(?:nao via|mal podia|mal pude|nao conseguia|estava)(?: \w+){0,5} ?‹
› (?:da|de) (?:minha|sua|nossa|vida|tua)(?: vida)?
› (?:foi|era|estava|me|ficou|chegou|e (?:ainda|maravilhos|linda|perfeit))
"""

FILLERS = r"""
<please>
(?:e|mas|ai|entao|omg|vai|ja|so|agora|socorro|que|autora)
"""
