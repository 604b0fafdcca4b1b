"""Tagalog, with the English it likes: "update na po", "UD na", "sana may book 2"."""

LANGUAGE = "tl"

WORDS = {
    "please": r"please|plis|pls|pleas|po|naman|nmn|pakiusap|parang awa mo na|sige na|pretty please|plss|puhlease",
    "soon": (
        r"na|ulit|agad|asap|soon|now|ngayon|bukas|mamaya|kagad|na agad|na ulit|lagi|na talaga|bilisan|mabilis"
        r"|sana|today|tonight|araw araw"
    ),
    "you": r"author|miss a|ms a|ate|otor|miss|ms author|miss author|ate author|awtor|beh|madam|mamsh|ateng|te|mare",
    "next": (
        r"(?:(?:ang|yung|ng|sa|sequel|ung|nang|yong|my|the|a|mga|next|bagong|susunod na|kasunod na|sunod na"
        r"|another|isa pang|new|may|po|pa) ){0,4}(?:update|updates|ud|uds|next (?:chapter|chap|ch|update|ud"
        r"|part)|chapter|chap|kasunod|kadugtong|karugtong|karugtung|sequel|book (?:2|two)|part (?:2|two)"
        r"|season 2|special chapter|special chap|sc|epilogue|continuation|karugtong nito|susunod)"
    ),
    "tail": (
        r"(?: (?:<please>|<soon>|<you>|huhu|hehe|haha|ha|hu|bitin|excited na ako|excited|ganda|kasi|eh|oh"
        r"|thank you|ty|salamat|can't wait|cant wait|nakakabitin|next|more|d|p|mwa|lab|labyu|labyou)){0,8}"
    ),
    "lead": (
        r"(?:(?:<please>|<you>|hala|ay|omg|hi|hello|grabe|bitin|nabitin|nakakabitin|ang ganda|ganda|sana|at|pero"
        r"|paki|pa|na|huhu|bakit|ano ba|hoy|uy|waiting|hintay|ako|more|waah|so|haha) ){0,5}"
    ),
}

ASKS = r"""
^<lead>(?:update|updates|ud|mag update|mag ud|pa ?ud|pa-ud|pa ?update|pa-update|paki ?update|paki-update
    |pakiupdate|next|update update|up|nxt)(?: (?:<please>|<soon>|<you>|pa|huhu|bitin|kasi|next)){1,8}<end>
(?:update|ud|next|next chapter|next ud|next update|sequel|book 2|special chapter|part 2|continue)(?: (?:na|pa
    |ulit|agad)){0,8} (?:po|please|naman|na|plis|pls)(?: (?:<please>|<soon>|<you>|please)){0,8}<tail><end>
(?:mag|mag-)?(?:paki|pa)(?: |-)?(?:update|ud|continue|tuloy)(?! (?:ang |ng |yung )?(?:tags?|summary|description))
(?:kailan|kelan|kaylan|keylan|kylan|kln|wen)(?: (?:po|ba|naman|kaya|ang|yung|next|susunod|mo|ka|ulit|pa
    |magkaka|magkakaroon|may|ung|ng|ipopost|ilalabas|na|kayo|sunod|bang)){0,8} (?:<next>|mag ?-?uupdate
    |mag ?-?u-?update|mag-?ud|mag-?uud|mag ?update|itutuloy|magpapatuloy|iuupdate|mapopost|kasunod
    |update)<tail>\??
(?:sana|gusto ko|gusto namin|kailangan ko|kailangan namin|need ko|need namin|waiting|hintay|hihintayin
    |naghihintay|nag-?aantay|nag aantay|aantayin|inaabangan|abang|abangan|aabangan|nag-?aabang|excited|antay
    |inaantay|hinihintay|penge|pahingi|wish ko|can't wait|cant wait|looking forward|request|deserve|gawa|gawan mo
    |gawan|gawin)(?: (?:ko|po|na|ako|kami|namin|may|mayroon|magkaroon|meron|ng|sa|for|ang|yung|talaga|pa|mo|mag
    |ito|to|nito|agad|magka|magkaka|mabasa|basahin|ni|lang|ka|so|much|ulit|din|rin|the|to|makita|maging|gumawa
    |naman|gawan|sobrang|sobra|para|maupdate|kayo|ung)){0,8} (?:<next>|mag ?-?update|mag ?-?ud|maituloy|ituloy
    |itutuloy|tuloy mo|update|karugtong|kasunod|maka-?update|iupdate)(?! (?:ng |ang )?(?:tags?|summary))
(?:may|meron|mayroon|magkakaroon|wala|wala na|wala pa|meron pa|may pa|itutuloy)(?: (?:bang|po|ba|pa|ng|bng
    |kaya|na|itong|bang)){0,8} (?:<next>|kasunod|karugtong|sequel)(?: \w+){0,3}\?
(?:nasaan|asan|nasan|san|saan)(?: (?:na|po|ang|yung|ung)){1,8} <next>
(?:itutuloy|ipagpapatuloy|tuloy)(?: (?:mo|pa|po|ba|nyo|niyo|ito|to)){1,8}\?
(?:ituloy|ipagpatuloy|itutuloy|tapusin|tuloy)(?: (?:mo|na|po|naman|niyo|nyo|sana|please|ang|yung|to|ito|story
    |kwento|agad|pa|author|plis)){1,8}<end>
wag (?:mo |po |nyo |niyo |naman |na |sana ){0,4}(?:iwan|iiwan|kaming|itigil|ititigil|tigilan|iwanan|ibitin
    |bitinin|i-?drop|titigil|pabayaan|bitin)(?: (?:kami|ang|to|ito|ng|story|po|na|bitin|dito|naman|please|nang
    |kaming|ako|mo|yung)){0,8}<end>
(?:ano|anong|tapos ano)(?: (?:na|po|ang|ng|pa|sunod|susunod|next)){1,8} (?:mangyayari|nangyari
    |mangyari)(?: \w+){0,2}\?
bitin(?: (?:po|naman|ako|na|talaga|eh|much)){0,8},? (?:next|update|ud|more|sequel|book 2)
"""

BUT = r"""
(?:sabi|sabi niya|tanong|tinanong|sinabi|humihingi|nanghihingi|comment|comments|sila|siya|lahat|tao
    |nangungulit|kinukulit|kaibigan|kapatid|ate ko)(?: \w+){0,4}[ :,"]*‹
(?:kahit|hindi|wala|walang|wag|huwag|di|no need|hindi na|di na|hindi naman|okay lang|ok lang
    |di naman)(?: (?:na|kailangan|ko|po|mag|ng|ako|naman|kelangan|hihingi|humihingi|nanghihingi|ang|kita
    |magde-?demand|mo|mong|walang|nagmamadali|pa|man|ito|muna)){0,8} ‹(?!.{0,60}\?)
(?:salamat|thank you|thankyou|thanks|ty|maraming salamat|natuwa|masaya|basa|nabasa|binasa|nagustuhan
    |gusto ko ang|love|loved|finally|buti|yey|yay|yehey|sa wakas|tuwing|dahil|pagkatapos|may)(?: (?:po|sa|ng|ang
    |yung|for|the|this|na|ko|ulit|author|may|nag|kasi|at|pa|ako|mga)){0,4} ‹
› (?:was|is|made|kahapon|kanina|ang ganda|ganda|mo kanina|niya)
"""

FILLERS = r"""
<please>
(?:at|pero|so|kaya|huhu|sana|omg|grabe|hala|author)
"""
