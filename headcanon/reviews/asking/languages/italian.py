"""Italian: "aggiorna presto", "a quando il seguito"; "continua così" is praise."""

LANGUAGE = "it"

WORDS = {
    "please": (
        r"per favore|ti prego|vi prego|per piacere|please|te ne prego|ti supplico|ti scongiuro|perfavore|pls|dai"
        r"|su|ti imploro|eddai"
    ),
    "soon": (
        r"presto|subito|prestissimo|al piu presto|il prima possibile|prima possibile|in fretta|veloce"
        r"|velocemente|ora|adesso|oggi|domani|quanto prima|appena puoi|prima o poi|un giorno|piu spesso"
        r"|mi raccomando|presto presto|ancora"
    ),
    "story": r"storia|fic|fanfic|fanfiction|ff|racconto|opera|serie|long",
    "this": (
        r"(?:la|questa|tua|il|questo|quella|la tua|con questa|con la)(?: (?:bella|bellissima|splendida|stupenda"
        r"|meravigliosa))? <story>|questa|la|lo"
    ),
    "part": r"capitoli|capitolo|cap|parte|parti|aggiornamento|puntata|episodio|chapter",
    "order": (
        r"prossimo|prossimi|prossima|nuovo|nuovi|nuova|altro|altri|altra|seconda|secondo|successivo|seguente"
        r"|ulteriore"
    ),
    "article": r"il|lo|la|un|una|un'|l'|i|dei|al|altro|altri|del|anche|di un|di una|questo|tuo|nuovo",
    "next": (
        r"(?:<article> ?){0,3}(?:<order> ?(?:<part>)|prossimo(?=\??$)|seguito(?! (?:da|dal|a|la|questa|tutta"
        r"|ogni))|continuo(?=\??$)|continuazione|sequel|epilogo|seconda parte|parte (?:2|due)|aggiornamento"
        r"|capitolo (?:successivo|nuovo|seguente))"
    ),
    "tail": (
        r"(?: (?:<please>|<soon>|<this>|autrice|cara|tesoro|baci|un bacio|grazie|sto morendo|che muoio|xd"
        r"|a presto|ne ho bisogno|voglio sapere|allora)){0,7}"
    ),
    "lead": (
        r"(?:(?:<please>|e|ma|oddio|oh|ok|ciao|autrice|allora|quindi|devi|puoi|potresti|dovresti|vorrei che"
        r"|spero che|non|ora|adesso|solo|forza|muoviti e|sbrigati e|bella|bellissima) ){0,5}"
    ),
    "stuff": (
        r"tag|riassunto|trama|avvertimenti|avvertenze|profilo|link|titolo|note|rating|copertina|introduzione"
        r"|descrizione|scheda|elenco|stato"
    ),
}

ASKS = r"""
^<lead>(?:aggiorna|aggiornala|aggiornamento|aggiornate|aggiornare)<tail><end>
^<lead>(?:continua|continuala|continualo|continuate|continuare|finiscila|prosegui|vai avanti)<tail><end>
^<lead>continua (?:questa|la|la tua|con questa|con la) <story><tail><end>
(?:aggiorna|continua|continuala)(?: <this>)? (?:<please>|presto|subito|prestissimo|al piu presto
    |in fretta)(?! (?:a|cosi))
<please> (?:\w+ )?(?:aggiorna|continua(?! (?:cosi|a|ad|ad essere|con questo))|continuala|finiscila
    |continuare)(?! (?:\w+ ){0,3}<stuff>)
^<lead>(?:posta|pubblica|scrivi|carica|metti|fai|dacci|regalaci|fa|dammi)(?: (?:presto|subito|anche|<please>
    |ci)){0,8} <next>
<please> (?:\w+ )?(?:posta|pubblica|scrivi|fai|dacci|voglio|vogliamo|ci serve|serve)?(?: )?<next>
^<lead>(?:seguito|il seguito|un seguito|sequel|seconda parte|prossimo capitolo|altro capitolo
    |un altro capitolo|ancora)(?: (?:<please>|subito|presto|al piu presto|adesso|ora)){1,8}<tail><end>
^<lead>(?:(?:ancora|di piu) ){0,3}(?:ancora|di piu) <please><end>
^<lead>(?:seguito|sequel|prossimo capitolo|un altro capitolo)\??$
(?:quando|a quando|per quando|quanto manca|dov'?e|dove sta|quanto dobbiamo aspettare
    |quanto devo aspettare)(?: ?(?:arriva|arrivera|esce|uscira|pubblichi|pubblicherai|posti|posterai|metti
    |aggiorni|aggiornerai|e|avremo|potremo|leggere|ci|sara|pensi|di|per|al|hai|intenzione|il|previsto|carichi
    |scrivi|scriverai|conti|vedremo|e prevista|prevista|ci sara|dobbiamo aspettare)){0,6} ?(?:<next>|aggiorni
    |aggiornerai|aggiornare|aggiorna|continui|continuerai|continuare|pubblicare|continua|la continui|posti
    |pubblichi)<tail>\??$
(?:ci sara|ci sarà|avra|ha|c'e|ci saranno|scriverai|farai|hai intenzione|pensi|hai in mente|potresti|puoi
    |vorresti|prevedi|hai mai pensato|hai pensato|e previsto|e prevista|esiste|avremo|stai scrivendo
    |hai in programma|e possibile|sarebbe possibile)(?: (?:di|a|scrivere|fare|mai|anche|avere|in|programma
    |pubblicare|per caso|un giorno|magari|ad|farci|scriverne|uno)){0,8} ?(?:<next>|continuar(?:e|la)(?! (?:cosi
    |a))|aggiornare|finir(?:e|la))(?: [\w ]{1,30})?\?
(?:la|questa storia la|la storia)? ?(?:continui|continuerai|hai abbandonata|hai abbandonato|aggiornerai
    |finirai)(?: <this>)?(?: \w+)?\?
(?:cosa|che cosa|e poi cosa|che|e adesso cosa) (?:succede|succedera|accade|accadra)(?: (?:poi|dopo|adesso|ora
    |a \w+))?\?
(?<!non )(?:voglio|vogliamo|vorrei|pretendo|esigo|mi serve|ci serve|serve|merita|ci vuole|mi piacerebbe|amerei
    |adorerei|aspetto|aspettiamo|aspettando|attendo|attendiamo|attendero|aspettero|aspetteremo|in attesa|bisogno
    |desidero|necessito|spero|ci vorrebbe|mi piacerebbe tanto|bramo|reclamo|resto in attesa|rimango in attesa
    |sono in attesa)(?: (?:di|leggere|vedere|assolutamente|con|ansia|tanto|trepidazione|impazienza|ci|sia|sara|che
    |tu|faccia|scriva|presto|davvero|in|un|una|avere|del|gia|proprio|subito|pubblichi|posti|arrivi|impaziente
    |ansiosa|anche|del|sapere|molto|in un|ansiosamente|impazientemente|curiosa)){0,6} <next>(?! (?:storia|opera))
(?<!non )(?:ne voglio|voglio|vogliamo|ne vogliamo|ne vorrei) (?:leggere )?(?:ancora
    |di piu)(?: di questa storia)?<tail><end>
(?:voglio|devo|vogliamo|sono curiosa di|curiosa di|curioso di|muoio dalla voglia di|vorrei
    |ho bisogno di) sapere (?:come (?:continua|va avanti|prosegue|finisce|andra)|cosa (?:succede|succedera
    |accadra))
(?:non vedo l'ora|non vediamo l'ora|impaziente|ansiosa|ansioso|curiosa|curioso|non sto nella pelle
    |non posso aspettare|muoio dalla voglia|non resisto)(?: (?:di|per|che|leggere|vedere|sapere|scoprire|esca
    |arrivi|pubblichi|posti|del|il|tu|conoscere|aspettare|avere|ci sia)){0,5} ?(?:<next>|cosa succed\w+
    |come (?:continua|va avanti|prosegue|andra avanti)|che (?:continui|aggiorni)|continui|aggiorni|di piu<end>)
(?:spero|voglio|vorrei|mi auguro|speriamo|prego)(?: (?:che|tu|davvero|tanto|presto|la|di|vivamente|proprio
    |un giorno|ancora|veramente|con tutto il cuore)){0,8} (?:continui|continuerai|continuassi|aggiorni|aggiornerai
    |riprenda|finisca|vederla continuata)(?: (?:presto|<this>|a pubblicare|la|al piu presto
    |a postare)){0,8}<tail><end>
non (?:abandonare|abbandonarla|abbandonarci|lasciarci|lasciarmi|mollare|mollarla|smettere|interromperla
    |interrompere|lasciare|fermarti|finire|puoi lasciarci|puoi lasciarmi|puoi finire|puoi fermarti
    |puoi interrompere|puoi lasciarla|puoi chiudere)(?: (?:mai))?(?: (?:<this>|cosi|in sospeso|sulle spine|qui|qua
    |ora|a meta|sul piu bello|noi|di aggiornare|proprio)){1,8}<tail>(?:<end>| <please>)
non (?:la |ci )?(?:abbandonarla|abbandonarci|mollarla)<tail><end>
non (?:farci|farmi|fateci) (?:aspettare|attendere|penare)
"""

BUT = r"""
(?:non|ne|mai|senza) ?‹(?!non )
‹[^›]*›?(?: [\w']+){0,3} <stuff>
(?:dice|dicono|chiede|chiedono|chiedere|chiederti|chiedendo|scrivono|commenti|urlano|ripete|ripetono|sussurra
    |implora|pretendono|tutti)(?: \w+){0,4}[ :,"]*‹
(?:non (?:serve|ho bisogno|c'e bisogno|ce bisogno|voglio|ti chiedo|occorre|necessita|ha bisogno|ti chiedero
    |devi|e necessario|vorrei|chiedo|aspetto|sto|ti)|ne|senza|mai|neanche|invece di)(?: \w+){0,4} ?‹
(?:grazie|letto|adorato|amato|piaciuto|felice|ricevuto|visto|aspettavo|bello|ogni|ultimo|dopo|leggendo
    |contenta|in|di)(?: (?:per|il|la|dell'|l'|un|questo|questa|di|del|tuo|aver|tanto|che|con|a
    |ogni)){0,4} ?‹(?:il |la |l'|un |questo |tuo |nuovo |altro ){0,8}(?:aggiornamento|nuovo|nuova|prossimo|seguito
    |sequel|seconda|epilogo|capitolo|continuazione)(?! pres)
non vedevo l'ora(?: \w+){0,3} ?‹
› (?:della|di) (?:mia|sua|tua|loro|nostra|vita)
› (?:era|e (?:ancora|stato|bellissimo|stupendo|perfetto|anche|meraviglioso)|mi (?:e|ha)|ha|non (?:serve
    |e necessario))
"""

FILLERS = r"""
<please>
(?:e|ma|oh|oddio|quindi|allora|ora|solo|che)
"""
