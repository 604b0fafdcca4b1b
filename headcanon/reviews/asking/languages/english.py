"""English, which is spoken under stories of every language."""

LANGUAGE = "en"

WORDS = {
    "please": (
        r"(?:pretty )?please|i(?: a)?'?m begging(?: (?:you|u))?|i beg(?: of)?(?: (?:you|u))?|i implore (?:you|u)"
        r"|begging (?:you|u)"
    ),
    "you": r"you|u|ya|y'all|the author|author",
    "when": (
        r"(?:very |real |really |so )?(?:soon|quick|quickly|fast|faster|quicker|sooner)|asap|now|today|tonight"
        r"|tomorrow|already|again|right now|more often|whenever|when (?:you|u) can|when (?:you|u) have time"
        r"|one day|some ?day|at some point|eventually|as soon as (?:possible|you can|u can)|in the future"
        r"|this (?:week|weekend|month|year)"
    ),
    "story": (
        r"story|fic|fanfic|fanfiction|one|series|work|book|tale|masterpiece|gem|au|verse|universe|oneshot"
        r"|one shot|one-shot|novel|thing"
    ),
    "this": (
        r"it|this|that|these|them|(?:this|the|your|ur|that)(?: (?:amazing|wonderful|beautiful|great|awesome"
        r"|lovely|brilliant|fantastic|incredible|good))? <story>"
    ),
    "order": (
        r"next|new|another|second|2nd|third|3rd|more|follow-?up|one more|few more|bonus|extra|final|last"
        r"|following"
    ),
    "part": (
        r"chapters?|chap|chaps|chappies?|ch|part|parts|instal?ments?|episodes?|segments?|bits?|pieces?|one"
        r"|scenes?"
    ),
    "article": r"the|a|an|your|ur|that|some|any|just|at least|like|maybe|possibly|potential|possible|us|me",
    "further": (
        r"(?:<article> ){0,3}(?:<order> (?:<part>|updates?|books?)|sequels?|continuations?|continuing"
        r"|follow-?ups?|epilogues?|part (?:2|two|i|3|three)|updates?|(?:rest|remainder|end|ending"
        r"|conclusion) of (?:the|this) <story>|chapter \d+|ch \d+|book (?:2|two|3|three))(?: (?:of|to|for|from"
        r"|on) <this>)?"
    ),
    "upcoming": (
        r"(?:(?:the|your|ur|a|an|some|any|yet|us|me|maybe|just|more) ){0,3}(?:(?:next|new|another|more|second"
        r"|2nd|third|follow-?up|one more) (?:<part>|updates?|books?)|sequels?|follow-?ups?|continuation|epilogue"
        r"|part (?:2|two|i|3|three)|updates?|upd|chapter \d+|ch \d+)(?: (?:of|to|for|from|on) <this>)?"
    ),
    "continue": (
        r"continu|go on with|carry on with|keep going with|keep on with|pick up|come back to|return to"
        r"|get back to|finish|complete|resume|revive|extend|expand"
    ),
    "write": (
        r"post|upload|drop|give|give us|give me|write|publish|release|make|do|add|share|put up|put out|send"
        r"|send us|bring|bring us|grace us with|bless us with"
    ),
    "tail": (
        r"(?: (?:<when>|<please>|<this>|author|dear author|pretty|omg|lol|xd|haha|t|tt|uwu|thanks|thank you|thx"
        r"|ty|bro|man|girl|girlie|dude|queen|bestie|sis|babe|hun|ok|okay|update|updates|continue|more|me|cuz|ily"
        r"|i love it|i love this|i need it|i'm dying|i need more|as well|too|yes|xx|xo|x|x\d+)){0,8}"
    ),
    "lead": (
        r"(?:(?:<please>|so|and|but|ok|okay|oh|omg|omfg|hey|hi|hello|author|dear author|yes|yes and|pretty|just"
        r"|also|now|then|well|lol|like|man|dude|girl|bro|can you|can u|could you|could u|would you|will you"
        r"|won't you|maybe|hurry|hurry up|hurry up and|hurry and|(?:you|u) (?:have|need|got|hav) to|(?:you"
        r"|u) (?:must|should|gotta|better)|try to|go|get to work and|kindly|quickly|really|seriously|ffs"
        r"|for the love of god|for god's sake|i want you to|i need you to|keep|anyways?|again|soon|update"
        r"|continue) ){0,6}"
    ),
    "stuff": (
        r"tags?|summary|sumary|rating|ratings|warnings?|description|profile|bio|links?|title|notes?|index|list"
        r"|cover|email|app|browser|info|count|status|contents|formatting|pairing|pairings|characters|format"
        r"|header|software|phone|system|category|fandom|language|blurb|paragraph|sentence|spelling|typo|dates?"
        r"|page"
    ),
    "not_stuff": r"(?! (?:\w+ ){0,4}<stuff>)(?! (?:me|us|on|to|in|that|and thank)(?!\w))",
    "is_on": r"is|are|'s|'re|r|will|does|do|can|should|would|might|may|could|were",
}

ASKS = r"""
(?:can|could) (?:we|i) (?:please )?(?:have|get|see) (?:<upcoming>|one more chapter)
hope (?:you|u) (?:will )?(?:come|get) back to (?:it|this)
(?:think|suppose) (?:you'll|you will|you might|you would|you'd) (?:ever )?(?:write|do|make|post|continue
    |update) (?:<upcoming>|<this>)
(?:i'd|i would|would|i will|i'll|we'd) (?:\w+ ){0,2}(?:sell|kill|die|give|trade|do anything|pay|beg|murder
    |fight)(?: \w+){0,4} for <upcoming>
(?:i|we) (?:really |just |so ){0,8}need (?:the|that|a|their) (?:\w+ ){1,2}(?:chapter|epilogue|sequel)
(?:dying|desperate|need|have|itching|love|eager|curious) to (?:know|find out|see|learn) what(?: will)? hap?ens next
# update!
^<lead>(?:up ?date|upd)<tail><end>
^(?:more|faster|new|frequent|quicker) updates?<tail><end>
<please>(?: <please>| do| just| keep| come back and| hurry and| hurry up and| try to| try and| consider| go
    | for the love of god){0,3} (?:up ?date|updating)<not_stuff>
(?:up ?date|updates) (?:<this> )?(?:very |real )?(?:soon|asap|quickly|quicker|faster|right now|already|more often)
(?:up ?date|continue) (?:<this> )?(?:<when> )?<please>
(?:hurry|hurry up) (?:and |with |n |on )?(?:up ?date|updating|continue|post|write|upload|<upcoming>)
^(?:<please> )?don't (?:make us|make me|keep us|keep me) (?:wait|waiting)(?: \w+){0,3}<end>
^<lead>update <this><end>
^<lead>update (?:before|or) i <end>

# when, where, will, any
when(?:'s| <is_on>)(?: (?:you|u|ya|we|i|there|it|this|this fic|this story|the author))?(?: (?:going to|gonna
    |gona|be|getting|get|expect|planning to|planing to|ever|finally|plan to|plan on|see|have|thinking of|possibly
    |come out with)){0,4} (?:up ?dat(?:e|ing|ed)|upd|post(?:ing)?|continu(?:e|ing|ed)|upload(?:ing)?
    |finish(?:ing)?|<upcoming>)<not_stuff>(?! in their| in his| in her)
^<lead>(?:when|whens) <upcoming><tail><end>
^<lead>when update<tail><end>
(?:where's|where is|where are|wheres|where r|where'd) (?:<upcoming>|the rest|the ending|my update
    |the others?)<tail><end>
(?:will|is|are|'s) (?:there|this|it|we|that)(?: (?:story|fic|one|ever|still|please|going to|gonna|be|get
    |getting|have|a|any|maybe|possibly|possible|chance|plan|plans|hope|for|of|to)){0,7} (?:<upcoming>|continued
    |updated|finished|completed|continuing|a series|multi-?chapter|more of this|more to (?:this|come
    |the story))(?: [\w' ]{1,40})?\?
(?:is|are|'s) (?:this|it|that|you|u)(?: (?:story|fic|still|ever|one|really))? (?:abandoned|discontinued
    |on hiatus|dead|updating|being updated|continuing|still going|coming back)<tail>\?
(?:will|is|are|'s) there (?:going to |gonna |ever |be ){0,8}(?:any )?more<tail>\?
(?:will|are|r|do|would|could|can|did|have|might) (?:you|u|ya)(?: (?:be|ever|still|please|maybe|perhaps|plan
    |plan to|plan on|plans|planning|planing|thinking|thought|think|about|of|to|on|going|gonna|possibly|consider
    |considering|considered|intend|intending|want|know if|at all|any|have|kindly|really|just|actually|also|just
    |feel like|mind|ever)){0,6} (?:(?:up ?dat(?:e|ing)|continu(?:e|ing)|finish(?:ing)?|complet(?:e|ing)
    |extend(?:ing)?|com(?:e|ing) back to|return(?:ing)? to) ?(?:<this>|\?$|soon|at some point|<please>|one day
    |someday|<upcoming>)|(?:(?:writ|mak|do|post|add|giv|creat)(?:e|ing)?(?: us| me)?|plans for|ideas for|upload
    |work on) <upcoming>|writ(?:e|ing) more (?:of|on|for|to|in) (?:this|it)|write more(?: <please>)?\??$
    |continuing|updating)<not_stuff>
do (?:you|u) know (?:when|if) (?:you|u|you'll|u'll|the|there)(?: \w+){0,4} (?:update|updating|continue
    |continuing|post|<upcoming>)
(?:any|got any|no) (?:chance|plan|plans|hope|possibility|thoughts|ideas?|intention|news|way|update|word
    |eta)(?: (?:of|on|for|about|to|that|there|is|will|be|there'll|we|we'll|can|could|you|you'll|might|a|getting
    |get|seeing|have|having|see|when)){0,6} (?:<upcoming>|continu(?:e|ing)(?: <this>)?|update|updating|coming back
    |finish(?:ing)? <this>|more(?: <this>)?\?)
^(?:a |and |but )?(?:sequel|epilogue|part (?:2|two|i)|update|continuation|next chapter|second chapter|more
    |chapter \d+)<tail>\?$
(?:how long|how much longer)(?: \w+){0,5} (?:until|till|til|before|for|wait for) <upcoming>
^(?:have you|did you)(?: \w+)? (?:abandon(?:ed)?|given up on|give up on|forgotten|forget|drop|dropped
    |discontinued?|quit) <this><tail>\?

# I want more
(?<!if )(?:^|i |we |i'd |we'd |just |really |so |and |but |still |i'm |we're |now )(?:really |just |so |also 
    |all |absolutely |desperately |honestly |totally |definitely |actually |personally |literally |seriously 
    |need need |still |very much |am |are |dying |hoping |begging |desperate |kind of |would |'d |do 
    |already ){0,4}(?:need|want|demand|crave|require|wana|wanna see|wanna read|love|like|kill|pray|hungry|starving
    |hope|wish|beg|ask|hoping|begging|praying)(?: (?:to|for|of|see|read|have|get|if|it|more|desperately|badly
    |there|was|were|is|will|'s|be|that|we|could|would)){0,5} (?:<upcoming>|more of this|more <this>|more right now
    |continuation)(?! (?:in|of) (?:his|her|their|my|your|our|the) (?:\w+ )?(?:life|lives))
(?:i|we)(?: (?:really|just|so|still|desperately|absolutely|seriously|honestly|literally|totally
    |now)){0,3} (?:need|want|wana|demand|crave|require|beg for|must have) more(?: (?:of (?:this|it|them)
    |<story>))?<tail><end>
i'd (?:love|like) (?:for you )?to (?:see|have|read) (?:this|it|you) (?:continued|continue|continue this
    |continue it|finished|finish this|extended|go on)
(?:i|we)(?: (?:really|just|so|also|still|do|would|'d|desperately|truly|sincerely)){0,8} (?:hope|wish|pray|want
    |need|love it if|like it if|love if)(?: that)? (?:you|u|you'll|u'll|you'd|the author|this|it|it'll|you will
    |you would|you could|this fic|this story)(?: (?:to|will|would|can|could|do|does|gets|get|is|be|still|please
    |soon|decide|decides|choose|plan|plan to|find|the|time|inspiration|energy|motivation|will|ever|eventually
    |come back|return|manage|consider|considering|quickly|able|going|and|continue to|one day
    |some ?day)){0,7} (?:up ?date[ds]?(?: <this>| soon| faster| again)?(?= \w|\??$)|updating|continued?(?: <this>
    | soon| on)?<tail><end>|(?:continu(?:e|es|ing)|finish|finished|complete|return to|come back to
    |writing) (?:writing )?<this>(?! (?:way|up))|come back soon|(?:write|make|do|post|add|give us|writing
    |making) (?:<upcoming>|more of this))<not_stuff>
(?:^|i |we |just |also )(?:hope|hopefully|hoping|praying|fingers crossed)(?: (?:to|we|i|we'll|i'll|that|there
    |there's|there is|there will|will|be|get|see|read|have|for|is|are|a|can|it|soon|comes?|it'll
    |still)){0,6} (?:<upcoming>|more of this|more soon|more<end>|updates?|continued|you update
    |you continue(?: <this>)?<end>)
(?:this|it|that|story|fic|we|ending)(?: (?:really|so|just|definitely|absolutely|totally|desperately|seriously
    |honestly|truly|also|thing|one|fic|story)){0,3} (?:deserves?|needs?|has to have|must have|calls for|begs for
    |is begging for|screams for|is crying out for|could use|needs to have) (?:<upcoming>|more chapters
    |to be (?:continued|finished|updated|a series|longer)|continuing)
there(?: \w+)? (?:has to|have to|must|needs to|better|should|had better|gotta)(?: be)? (?:<upcoming>|more)
(?:tell me|say|promise me|promise) (?:that )?(?:there's|there is|there will be|there'll be|you'll|you will
    |you're|this isn't|that's not|that isn't|this is not)(?: \w+)? (?:<upcoming>|more|continu(?:e|ing)|writ(?:e
    |ing) more|updat(?:e|ing)|the end)
(?:i )?(?:won't|will not) (?:survive|live|last|sleep|rest|recover|be okay|be ok|make it)(?: \w+){0,3} (?:until
    |till|til|without) (?:\w+ ){0,2}<upcoming>

# looking forward to it
(?:cannot|can not|can'?t|cna't) (?:wait|w8)(?: \w+){0,2}? (?:for|to (?:see|read|get to|find out|know|get|hear
    |have|learn))(?: (?:about|into|to))?(?: (?:<upcoming>|more(?: of (?:this|it|<this>))?<tail><end>|more soon
    |(?:what|where|how|who|if)(?: \w+){0,6} (?:next|goes|hap?ens|will hap?en|continues?|turns out|plays out
    |unfolds|comes)|the rest|what's next|the end of this)|see what you do next)
(?:look(?:ing)?|lok(?:ing)?) forward to (?:seeing |reading |see |read )?(?:<upcoming>|more(?: of (?:this|it
    |<this>))?<tail><end>|what (?:hap?ens|comes) next|the rest|the continuation|how (?:this|it) (?:continues
    |goes on))
(?:^|i'm |i am |we're |im |still |eagerly |patiently |impatiently |anxiously |already |now |be |here 
    |desperately )(?:(?:still|eagerly|patiently|impatiently|anxiously|already|now|so|just|sat here|sitting here
    |desperately|definitely) ){0,3}(?:waiting(?: \w+)? (?:for|on)|await|awaiting|anticipating|excited (?:for
    |to (?:read|see))|hyped for|eager for|anxious for|stoked for|ready for|starving for|desperate for|dying for
    |dying to (?:read|see))(?: to (?:read|see))?(?: (?:<upcoming>|more of this|you to (?:update|continue|post)
    |what happens next|what comes next))
(?:await|awaiting) (?:<upcoming>|more)
(?:i|we)(?: (?:really|just|so|still|seriously|honestly|absolutely|desperately|literally|now)){0,8}(?: (?:need
    |want|have|got|must|wanna|wana|gotta|dying|am dying|'m dying))(?: to)? (?:know|find out|see|read|hear
    |learn) (?:what(?: will)? (?:hap?ens?|comes) next|what hap?ens<end>|more of this|more now|more<end>
    |how (?:this|it|the story) (?:ends|continues|goes on|turns out)|the rest|the ending|the end of this
    |<upcoming>)
^<lead>(?:what hap?ens|what hapened|what comes|what's|whats|what is) next<tail>\?
^<lead>(?:then what|and then|what then)\?

# go on, do not stop here
^<lead>continue<tail><end>
^<lead>continue <this>(?! to)(?:<tail><end>| \w+)
(?:please|pls)(?: (?:please|do|just|just please|consider|do please|try to|come back and
    |definitely)){0,8} (?:continue(?: (?:<this>|soon|writing <this>|with <this>|on with <this>|updating|posting
    |the <story>))?(?=\??$| (?:i|it's|its|this is|and|or|because|cause|cuz|bc|before|soon|when|we|as soon|asap
    |the suspense|if)(?!\w))|continuing (?:this|it)|continue (?:<this>|soon|writing <this>|with <this>
    |updating))(?! to)
<please>(?: \w+){0,2} (?:finish|complete|come back to|return to|resume|go on with|carry on with
    |keep going with|keep on with|revive|extend|don't stop|make more of|do more of|write more of|write more on
    |write more to|write more for|give us more of|give me more of) (?:this|it|the story|the fic|your story
    |that)(?! (?:\w+ )?stuff)(?! sentence| paragraph| typo)
<please>(?: \w+){0,2} (?:write|post|upload|give us|give me|make|do|add|bring us|release|publish|have
    |let there be|let us have|share|we need|i need|a|an|one|start|work on|get working on|consider|consider writing
    |consider making|consider doing|think about|think of)(?: (?:writing|making|doing))? (?:<upcoming>
    |more (?:of (?:this|it)|chapters?|parts?|soon)|a series|a multi-?chapter)
<please>(?: \w+){0,2} (?:make|turn|let) (?:this|it)(?: be| into)?(?: \w+)? (?:multi-?chapter|multi-?chaptered
    |series|longer|continue|a? ?two-?shot|a chaptered|full|chapter)
^<lead>(?:make|turn) (?:this|it)(?: be| into)?(?: \w+)? (?:multi-?chapter|series|two-?shot|full <story>)
<please> (?:\w+ )?(?:<upcoming>)<not_stuff>(?! was| is| made| notif)
^<lead>(?:write|post|upload|give us|give me|make|drop|release|publish|do|add|gimme|bring us|bring on
    |bring me)(?: us| me)?(?: (?:<upcoming>|more of (?:this|it)|more chapters?))<tail>(?:<end>| because| before
    | or| cause| cuz| i | so )
(?:you|u)(?: (?:really|just|absolutely|totally|definitely|simply|seriously|so)){0,8} (?:should|must|need to
    |have to|gotta|got to|better|ought to|could)(?: (?:really|totally|definitely|absolutely|just|please|at least
    |consider|think about|maybe|so|seriously)){0,8} (?:(?:writ|mak|do|post|add|giv|upload)(?:e|ing)?(?: us
    | me)? (?:<upcoming>|more of this)|(?:continu(?:e|ing)|finish|update|updating|turn|make) (?:<this>|soon|asap
    |more often|faster)(?! (?:to|tags?|summary)))<not_stuff>
^<lead>(?:please )?(?:can|could|may|might) (?:we|i)(?: (?:please|maybe|at least|possibly
    |perhaps)){0,8} (?:have|get|see|expect|hope for|ask for|request|beg for|read)(?: \w+)? (?:<upcoming>|more<end>
    |more of (?:this|it))
(?<!you )(?<!i )(?<!we )(?<!they )(?<!who )(?<!if )(?:don'?t|do not|never|dare not)(?: (?:you|u|dare|ever|just
    |please|to|even think of|even think about)){0,8} (?:(?:abandon(?:ing)?|drop(?:ping)?|discontinue|give up on
    |forget about|forget|quit(?:ting)?|abandoned|stop(?:ping)?) (?:this|it|the <story>|this <story>|updating
    |us)(?! (?:feeling|love|side))|leav(?:e|ing) (?:us|me|it|this|your readers|them) (?:hanging|hanged
    |like (?:this|that)|here|there|waiting|in suspense|unfinished|on (?:a|this|that|such a) clif|at (?:a|that
    |this))|(?:stop|end it|end this|end|finish it)(?: \w+)? (?:here|there|now|like (?:this|that))<tail><end>
    |make (?:us|me) wait)
(?:you|u|ya) (?:can'?t|cannot|can not|better not|cant)(?: (?:just|possibly|seriously|simply|really
    |actually)){0,8} (?:leave (?:us|me|it|this|your readers) (?:hanging|like (?:this|that)|here|there|at|on)
    |(?:stop|end|end it|end this|leave it|just stop|finish it)(?: \w+)? (?:here|there|now|like (?:this|that)
    |on (?:a|that|such)))
^<lead>come back(?: and (?:finish|update|continue)| to (?:this|us))
^<lead>(?:finish|complete) (?:this|it|the story|the fic)(?: (?:story|fic|one))?(?: <please>| soon| already
    | one day)<tail><end>

# more!
^<lead>(?:more ){0,20}more<end>
^<lead>(?:more ){0,5}more(?: (?:of )?(?:this|it|of them|chapters?|soon|now))?<tail> ?<please><tail><end>
^<lead>(?:more ){1,5}(?:of (?:this|it|this <story>)|chapters?|updates?|soon|now|moar)<tail><end>
<please> (?:more ){0,9}more<tail><end>
more <please><end>
^<lead>moa+r<tail><end>
^<lead>(?:the |a |an |one more |another |your |some |and ){0,8}(?:next(?: <part>)?|sequel|part (?:2|two|i)
    |epilogue|continuation|new chapter|another chapter|one more chapter|second (?:chapter|part)|sequels
    |chapter \d+|more chapters?|update|new update)(?: (?:<when>|<please>|when|pretty|author|omg|or i|or else
    |needed|required|wanted|now)){1,5}<tail><end>
^(?:next|another|new|one more) (?:chapter|chap|part|update)(?: (?:next|another) (?:chapter|part)){0,8}<end>
^next<tail><end>
^(?:sequel|moar|part two|part 2)(?: sequel){0,8}<end>
<please><please>? ?(?:up date|a sequel|sequel)
i (?:vote|vote for|am voting for|second|third) (?:a |for a |the ){0,8}(?:request for )?(?:sequel|continuation
    |part two|part 2)
"""

BUT = r"""
(?:not|never|don't|dont|didn't|doesn't|without|nobody|can't|won't) ‹(?!don|can|not)
‹[^›]*continue›? (?:to|being|writing(?! (?:this|it|the|your story))|doing|sharing|creating|making|your
    |with your (?:work|writing|art)|inspiring)
# an update of something else
[‹›][^›]*\b(?:up ?date|fix|change|correct|mettre|mets)\b[^›]*›?(?: [\w']+){0,4} <stuff>
# said by somebody else, or of asking itself
(?:people|everyone|everybody|somebody|someone|others|readers|reviewers|commenters|those|sister|brother|friend
    |friends|he|she|they|who|cousin|girlfriend|boyfriend|wife|husband|roommate|daughter|son|mom|mother|ones
    |reviews|comments|review|comment|character|characters|anyone|you|reader|reviewer|guys|kids
    |half the \w+)(?: [\w']+){0,3} (?:say|says|said|saying|ask|asks|asked|asking|beg|begs|begged|begging|write
    |writes|wrote|writing|comment|comments|commented|commenting|keep|keeps|kept|scream|screams|screamed|screaming
    |shout|shouts|shouted|yell|yells|yelled|demand|demands|demanded|demanding|tell|tells|told|telling|whisper
    |whispers|whispered|whispering|mutters|pester|pesters|pestered|nag|nags|nagged|spam|spams|request|requests
    |requested|goes|posting|leave|leaving|left)(?: [\w':,"]+){0,4}[ :,"]*‹
(?:screaming|saying|yelling|shouting|asking|demanding|commenting|begging|writing|wrote|said|says|comments
    |reviews|messages|mails|posts|replies|titled|called|phrase|words|line|lyrics?)[ :,"]*(?:you |for |with |to 
    |like |just |that |a |an |the |just a |is ){0,3}‹
›[, ]*(?:he|she|they|i) (?:said|says|whispers|whispered|asks|asked|begs|begged|murmurs|mutters|thought|pleads
    |pleaded|yelled|wailed)
# no need, not me
(?:no need|no reason|not necessary|unnecessary|no obligation|no pressure|don't need|doesn't need|do not need
    |does not need|didn't need|needn't|don't have|not here|not trying|not going|isn't asking|not begging
    |not asking|not gonna|won't|will not|wouldn't|would not|would never|don't want|do not want|doesn't want
    |didn't want|don't feel|not one|not another|glad|never asked|nobody needs|no one needs|refuse|rather than
    |instead of|without|not)(?: (?:to|you|for|this|it|there|obliged|pressured|forced|that|a|an|feel|have|of those
    |ask|asking|beg|begging|say|saying|want|need|be|being|i|here|any|who|or|even|the|like|you to|if|make|do|write
    |writing|demand|demanding|request|requesting|bother|pester|nag|harass|really|actually|necessarily|is|will
    |pressure|going|one)){0,6}[ "]*‹
(?:i never (?:said|ask|beg)|nobody (?:should|needs?|has)|no one (?:should|needs?|has))(?: [\w']+){0,4}[ ":]*‹
›(?: [\w']+){0,4} (?:isn't|is not|are not|aren't|not) (?:needed|necessary|required|my (?:style|thing)
    |a (?:kind|nice)|what i)
› (?:comments?|reviews?|messages?|button|mails?|emails?|spam|culture|people|notifications?|notifs?|notices?
    |days?|alerts?|memes?|jokes?|requests?|screen|window|loop|key|page|link)
# past, or only thought
(?:was|were|had been|used to be|i've been|have been|when i was|once|always|remember|while|kept|spent \w+
    |years of|weeks of|hours?|months of)(?: (?:so|always|eagerly|still|just|all|impatiently|patiently|me|the|i|in
    |summer|bed)){0,8}[ ]*‹(?:waiting|awaiting|excited|hoping|i'm waiting|anticipating)
(?:almost|nearly|tempted to|would have|could have|would've|if i|if you|if you ever|if there|wouldn't mind if
    |imagine|even if|as if|unless|whether|in case|before you|until you|till you|every time|each time|whenever
    |after)(?: [\w']+){0,3} ‹
(?:thanks?|thank you|thx|grateful|loved?|enjoyed|adored?|congrats|congratulations|read|happy|got|getting
    |received|saw|seen|notification|notified|last|previous|latest|recent|this|every|each)(?: (?:for|to|the|your
    |you|so much|very much|a|an|of|with|about|this|every|each|on|that|by|i)){0,4} ‹(?:the |a |an |your |another 
    |new |more ){0,8}(?:update|updates|new|next|sequel|epilogue|continuation|chapter|instalment|second|part
    |follow)
›(?:,? (?:and|so|but))? (?:so )?i (?:read|binged|devoured|stayed|finished|inhaled|clicked|skipped|jumped|gave)
› (?:of|in) (?:his|her|their|your|my|our|the|its) (?:\w+ )?(?:life|lives|career|journey|marriage|relationship
    |friendship|adventure|future|love story)
› (?:was|were|made|made me|had|has|came|is (?:so|perfect|great|beautiful|even|the best|amazing|wonderful)
    |killed|broke|saved|arrived|which|really was|did)
"""

FILLERS = r"""
<please>
(?:and|but|so|also|omg|omfg|just|ok|okay|oh|lol|now|author|dear author|hey|seriously|pretty|plus|yet|hurry
    |hurry up|like|well|anyway|pretty pretty)
"""
