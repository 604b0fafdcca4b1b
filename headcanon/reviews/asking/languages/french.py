"""French: "la suite !" asks; "la suite de l'hôtel", "tout de suite" and "continue comme ça" do not."""

LANGUAGE = "fr"

WORDS = {
    "please": (
        r"s'?il te plai?t|s'?il te plet|s'?il vous plai?t|s'?il te plais|stp|svp|steuplait?|please"
        r"|je t'en (?:prie|supplie|conjure)|je vous en (?:prie|supplie)|je te (?:supplie|prie|le demande)|pitie"
        r"|par pitie|de grace|sil te plait|siteplait"
    ),
    "soon": (
        r"vite|bientot|rapidement|tres vite|au plus vite|tout de suite|maintenant|des que possible|un jour"
        r"|prochainement|plus vite|vite vite|demain|ce soir|plus souvent|quand tu peux|des que tu peux|enfin"
        r"|encore|rapido|deja|immediatement"
    ),
    "story": r"histoire|fic|fiction|fanfic|fanfiction|ff|recit|texte|oeuvre|serie|os",
    "this": (
        r"(?:cette|ta|ton|ce|cet|la|l'|votre|sa|d'|le) ?(?:belle |super |magnifique |si belle |jolie )?<story>"
        r"|ca|cela|la|le|l'"
    ),
    "part": r"chapitres?|chap|chaps|chapitre|partie|parties|tome|episodes?|morceau|epilogue",
    "order": (
        r"prochaine?s?|nouveaux?|nouveau|nouvel|nouvelle|autres?|deuxieme|second|seconde|2eme|2e|encore un"
        r"|troisieme|3eme|suivants?|dernier|petit|petite|autre petit"
    ),
    "article": r"le|la|les|l'|un|une|des|du|d'|ton|ta|votre|encore|plus de|au|cette|ce|vite|meme|quelques",
    "suite": (
        r"(?:<article> ?){0,3}(?:suite|suites|suit)(?! (?:royale|nuptiale|presidentielle|de l'hotel|d'hotel"
        r"|de luxe|parentale|logique|imperiale|numero|bleue|au|a |du (?:palace|ritz|penthouse)|dans|414))"
    ),
    "next": (
        r"<suite>|(?:<article> ?){0,3}(?:<order> ){1,2}(?:<part>|update|maj)"
        r"|(?:<article> ?){0,2}(?:<part> (?:suivante?s?|\d+|deux|prochain)|sequelle|epilogue|update|maj|sequel"
        r"|mise a jour|part (?:2|deux)|prochain(?=\??$)|suivant(?= avec|\??$| <soon>))"
    ),
    "tail": (
        r"(?: (?:<please>|<soon>|<this>|l'auteure?|auteure?|autrice|merci|bisous?|xd|ptdr|la suite|suite|!"
        r"|je veux savoir|allez|quoi|hein|moi|oui|encore|j'en peux plus|je meurs|je t'adore|d'avance|tome \d"
        r"|alors|du coup|sinon|bientot|svp|avec impatience)){0,7}"
    ),
    "lead": (
        r"(?:(?:<please>|et|mais|ok|oh|omg|alors|allez|bon|bref|donc|vite|hey|coucou|salut|bonjour|non|oui"
        r"|encore|maintenant|juste|du coup|sinon|on veut|l'auteure?|autrice|auteure?|il faut que tu|tu dois"
        r"|tu peux|peux tu|peux-tu|pourrais tu|pourrais-tu|tu pourrais|vraiment|trop bien|genial|super|j'adore"
        r"|merci|ah|aah|oui et|je veux|bravo) ){0,5}"
    ),
    "stuff": (
        r"tags?|etiquettes?|resume|avertissements?|profil|liens?|titre|notes?|rating|couverture|classification"
        r"|description|fiche|liste|fautes?|categorie|statut"
    ),
    "want": (
        r"veux|veut|voudrais|voulons|veu|exige|exigeons|reclame|demande|attends|attend|attendons|attent|espere"
        r"|esperons|esper|guette|reve d'|adorerais|adorerait|aimerais|aimerait|desire|souhaite"
        r"|reste dans l'attente de|meurs d'envie de|bave d'impatience"
    ),
}

ASKS = r"""
(?:une suite|un epilogue|un autre chapitre) serait (?:geniale?|super|top|parfaite?|bienvenue?|le top|chouette
    |cool)(?! mais)
^<lead>(?:un autre|encore un|le prochain) chapitre<tail><stop>
^<lead>(?:c'est pour )?(?:bientot|pour quand|c'est pour quand) <next>(?: alors)?\?
(?:serais|serait|serions)(?: (?:trop|vraiment|tellement|si|tres|super)){0,8} (?:ravie?s?|contente?s?|heureux
    |heureuse|enchantee?|genial|bien|cool|chouette)(?: (?:de|d'|lire|avoir|voir|que tu|fasses|ecrives|pouvoir
    |decouvrir|s'il y avait|si tu|faisais|ecrivais|qu'il y ait|quand meme)){0,8} ?<next>
(?:je t'en supplie|<please>|et) (?:poste|ecris|fais|publie|donne nous|donne-nous|mets)(?: (?:vite|nous)){0,8} <next>
^<lead>(?:<suite> ?){1,9}<tail><end>
^<lead>(?:<next>) (?:<please>|vite|bientot|maintenant|tout de suite)<tail><end>
^<lead>(?:vivement|vite|plus vite|a quand|hate de|hate d'avoir|hate a|pressee? de|pressee? d'avoir|vite vite
    |vivment|impatiente? de|impatiente? d'avoir|hate d'etre a|on attend|j'attends|dans l'attente de
    |dans l'attente du|hate de voir|hate pour|hate du|dispo quand|reclame|en attente de|en attente du)(?: (?:la|le
    |lire|voir|decouvrir|connaitre|savoir|avoir|de|impatiemment|avec impatience|deja|que tu|postes|publies|mettes
    |pour)){0,8} <next>
(?:vivement|plus vite|vite|a quand|hate de lire|hate de voir|hate de decouvrir|hate d'avoir|hate de connaitre
    |hate de savoir|hate d'etre (?:a|au)|trop hate de|tellement hate de|hate de|impatiente? de lire
    |pressee? de lire|impatiente? de decouvrir|impatiente? de connaitre|pressee? de connaitre
    |pressee? de decouvrir|pressee? de voir|curieuse de lire|curieux de lire|curieuse de connaitre)(?: (?:deja
    |vraiment))? <next>
(?:hate de|trop hate de|impatiente? de|pressee? de|curieuse de|curieux de|envie de|besoin de|veux|veut
    |voudrais|aimerais|hate)(?: (?:trop|vraiment|bien|absolument|tellement))? (?:savoir|voir|connaitre|lire
    |decouvrir) (?:la suite|ce qui va (?:se passer|arriver)|ce qu'il va se passer|comment (?:ca|cela
    |l'histoire) (?:continue|va finir|va se terminer|finit|se termine)|la fin de l'histoire
    |comment tu vas continuer)
(?:je|on|nous|j'|j'en|tu|moi)(?: )?(?:(?:en|la|te|les|vous|ne|suis|sommes|est|deja|trop|ai|a|avons
    |y) ){0,8}(?:<want>)(?: (?:avec|grande|impatience|vraiment|impatiemment|absolument|tellement|trop|bien
    |beaucoup|deja|hate|lire|voir|avoir|que tu|que vous|qu'il y ait|qu'il y aura|qu'il y a|qu'il y aurait|pouvoir
    |qu'on aura|fasses|ecrives|postes|vas|ferez|ecriras|feras|posteras|publieras|publies|mettes|mettras|bientot
    |poster|ecrire|publier|vite|mettre|faire|nous|sortir|bien|donc|lire|rapidement|pour|toujours|encore|nous
    |connaitre|decouvrir|savoir|depuis|longtemps|ton|maintenant)){0,7} ?<next>
(?:il faut|il me faut|il nous faut|faut|il faudrait|besoin d'|j'ai besoin d'|j'ai besoin de|on a besoin d'
    |il manque|merite|meriterait|mérite|reclame|appelle|exige|necessite|demande)(?: (?:absolument|vraiment|vite
    |bien|trop|imperativement|a tout prix|lire)){0,8} ?<next>
(?:j'ai|on a) (?:vraiment |trop |tellement )?besoin (?:de |d')<next>
^<lead>(?:fais|faites|ecris|ecrivez|poste|postez|publie|publiez|mets|met|donne|donnes|sors|offre|envoie
    |balance|continue|file|livre)(?:-| )?(?:moi |nous |-moi |-nous )?(?:(?:vite|bientot|en|rapidement|donc
    |<please>|tres vite) ){0,8}(?:<next>)(?! (?:de mots|d'idees|de phrases))
(?:peux|pourrais|pourriez|peut|peus|vas|comptes|compte|comptez|penses|pense|prevois|envisages|projettes|va
    |songes|songe|aurais|as|prevu|prevois|souhaites|veux|voudrais|serait|est|y aura|aura|aurons|allez|prevu
    |possible|ferez|feras|ecriras|avoir|aurait|a|y a|auras)(?:-t)?(?:-| )?(?:tu |vous |t-il |il |elle |on |t 
    |droit |tu nous |nous )?(?:(?:il|une|un|vas|a|d'|de|faire|ecrire|poster|publier|en|ecrit|prevu|possible
    |qu'il y ait|qu'il|y|ait|encore|bientot|avoir|envie|l'intention|pense|mettre|un jour|nous|donner
    |eventuellement|peut-etre|envisage|imagine|quand meme|sortir|prochainement|donc|deja|on|aura|a faire|a ecrire
    |droit a) ?){0,7}<next>(?: [\w' ]{1,40})?\?
(?:comptes|vas|penses|peux|pourrais|envisages|prevois|pense|compte|va|as|est ce que tu)(?:-| )?(?:tu |vous 
    |te )?(?:(?:prevu|a|de|l'intention|bientot|encore|vas|envie|toujours|pense|te|remettre|la
    |un jour) ){0,4}(?:(?:la |le |l')?(?:continuer|reprendre|terminer|finir|achever|poursuivre|update
    |updater)(?! (?:a|d'|de|ainsi|comme|dans)(?!\w)))(?: (?:<this>|un jour|bientot|cette|sinon|alors
    |la)){0,8}<tail>\?
quand(?: est(?: |-)ce que| est ce qu'| est-ce qu'| est ce| c'est que)?(?: ?(?:tu|vas|vas-tu|comptes-tu|comptes
    |penses|on|aura|aurons|nous|il|sort|arrive|postes|postes-tu|publies-tu|mets-tu|publies|vas|poster|publier|est
    |prevu|pour|auras|pourrons|lira|peut|esperer|avoir|lire|y|aura|t-il|sortira|sera|viendra|paraitra|vient|mets
    |mettras|posteras|publieras|a|de|prevois|seras|parait|en ligne|prevue|nous|donc)){0,8} ?(?:<next>|continuer
    |continues|continues-tu|updates|updater|update|reprends|<this> suite)<tail>\??$
(?:la suite|le prochain|prochain chapitre|le prochain chapitre|une suite|le chapitre suivant|la suite arrive
    |la suite c'est)(?: (?:c'est|est|arrive|sort|pour|prevue?|sera|vient|de prevue?|est prevue?
    |d'ici)){0,4}(?: (?:quand|bientot|prevue?|un jour|possible|prevu)){1,2}<tail>\??$
(?:ou est|ou en est|elle est ou|c'est quand|c'est pour quand) <next>\??
^<lead>(?:continue|continuez|continuer|poursuis|reprends|termine|finis)(?: <this>)?(?:<tail><end>)
^<lead>(?:continue|continuez|continu)(?: (?:vite|bientot|cette|ta|ton|ce|l'))? ?(?:<story>)<tail><end>
(?:continue|continuez|continu)(?: <this>)? (?:vite|bientot|<please>|rapidement|tres vite)(?! (?:a|d'|de|comme
    |ainsi) )
<please>(?: \w+)? (?:continue|continuez|poursuis|reprends|finis|termine)(?: (?:cette|ta|ton|ce|l'
    |la) ?(?:<story>)?)?<tail>(?:<end>| je | j'| c'est)
^<lead>(?:update|updates|maj|mets a jour)<tail><end>
(?:update|maj) (?:vite|bientot|<please>)
<please> (?:update|suite|la suite|une suite|une autre suite|encore un chapitre|un autre chapitre|un chapitre
    |poste|le prochain)(?! (?:\w+ ){0,2}<stuff>)
(?:n'?)(?:abandonne|abandonnes|abandonez|abandonnez|arrete|arretes|lache|laisse|delaisse|oublie)(?:z)?(?: pas
    | surtout pas| jamais)(?: (?:pas|la|en|si)){0,8}(?: <this>| la| l'histoire| ici| si bon chemin
    | la cette)(?! (?:de|d'))
^<lead>(?:ne )?(?:l'abandonne|la laisse|l'arrete|la lache)s? pas<tail><end>
(?:ne |tu ne |tu |vous ne )?(?:nous|me|n'|peux pas|peut pas|pouvez pas|peux|t') ?(?:pas )?(?:laisse|laissez
    |laisser|laises|lache|nous laisser|me laisser|nous abandonne|arreter|t'arreter|finir|couper
    |terminer)s?(?: pas)? (?:comme ca|en plan|sur (?:ce|cette|une telle)|sur notre faim|sur ma faim
    |dans (?:l'attente|le suspense|cet)|la|ici|sans suite|ainsi|sans la suite)<tail>(?:<end>| c'est)
ne (?:nous |me )?(?:fais|faites) pas (?:trop |si )?(?:attendre|patienter|languir)
j'en (?:veux|voudrais|demande|redemande|reveux) (?:plus|encore|d'avantage|davantage)<tail><end>
^<lead>(?:j'en (?:veux|redemande)|on en (?:veut|redemande)|encore un|encore un chapitre|encore|encore encore
    |plus|un autre)<please>?(?: (?:encore|plus|<please>)){1,8}<end>
^<lead>encore (?:un|une|d'autres|plus de) <part><tail><end>
^<lead>(?:il se passe quoi|que se passe-t-il|que va-t-il se passer|qu'est-ce qui se passe
    |qu'est ce qui va se passer)(?: (?:apres|ensuite|maintenant))?<tail>\?
"""

BUT = r"""
(?:ne|n'|pas|sans|ni|jamais|plus) ?‹(?!(?:ne|n'|plus vite))
‹[^›]*›?(?: [\w']+){0,3} <stuff>
(?:disent|dit|disait|demandent|demandait|reclament|ecrivent|commentaires?|crient|repetent|lecteurs|lectrices
    |copine|amie|soeur|harcelent|supplie|murmure|crie|veulent|demande que)(?: \w+){0,4}[ :,"]*‹
(?:pas besoin|aucun besoin|inutile|pas necessaire|pas indispensable|ne (?:veux|veut|demanderai|demande|reclame
    |reclamerai|faut|vais|pense|vois|voudrais|necessite|merite|souhaite)|n'(?:ai|a|est|y a|attends|aurai|aurais
    |aura|en|y aura|y aurait|exige)|ni|sans|jamais|plutot que|au lieu)(?: [\w'-]+){0,4}[ ']*‹
[‹›](?:[\w' ]*?) (?:n'est pas|n'etait pas|ne serait pas|n'est meme pas|ne|n'a)(?: \w+)? (?:necessaire|utile
    |indispensable|s'impose|besoin|obligatoire)
[‹›][^›]*(?:pas besoin|n'ai pas|ne veux pas|ne vais pas|ne te demande|ne reclame|n'attends (?:pas|plus|rien)
    |ne faut pas|ne demande pas|n'en veux)
(?:tout de|par la|ainsi de|de|et|dans la|dans une|dans leur|dans sa|donner|merci pour|lu|adore|aime|devore
    |decouvert|lit|a|as ecrit|suis contente de|heureuse de|heureux de|contente d'avoir|quand|lisant|loue|reserve
    |dans cette)(?: (?:la|une|cette|pour|beaucoup)){0,8} ?‹(?:la |une |cette |ta |tout de ){0,8}suite
(?:attendais|attendions|attendait|j'ai|avais|merci|lisais|adore|aime|bravo)(?: [\w']+){0,4} ‹(?:le |la |un 
    |ton |ce |les |une ){0,8}(?:prochain|nouveau|suite|chapitre|mise|maj|update|deuxieme|epilogue)
› (?:de (?:leur|ma|sa|ta|notre|mon|ton|son) (?:vie|vies|histoire|aventure|relation|existence))
› (?:etait|est (?:encore|aussi|geniale|superbe|parfaite|tout|magnifique|un|une|deja)|m'a|a ete|me|sont|royale
    |nuptiale)
(?:si|quand|lorsque|chaque fois que)(?: \w+){0,2} ‹(?!.{0,60}\?)(?!quand)
"""

FILLERS = r"""
<please>
(?:et|mais|alors|donc|allez|vite|oh|bon|maintenant|s'il|du coup|omg|bref|ok|car|merci de|coucou)
"""
