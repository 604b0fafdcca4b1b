"""Indonesian and Malay: "lanjut dong", "up kak", "ditunggu kelanjutannya"; "semangat nulis" is kindness."""

LANGUAGE = "id"

WORDS = {
    "please": r"dong|donk|dung|plis|please|tolong|mohon|ayo|ayolah|yuk|pliss|plisss|plisplis|plz|pliis|dongg",
    "you": (
        r"kak|kakak|thor|author|min|bang|sis|say|kaka|ka|authornim|tor|bestie|mbak|beb|penulis|writer|cuy|gan"
        r"|akak"
    ),
    "soon": (
        r"cepat|cepet|cepetan|cepatan|secepatnya|segera|lagi|sekarang|besok|buruan|buru|gercep|sering|ya|yaa|yah"
        r"|yak|trus|terus|ntar|hari ini|malam ini|buat lanjutannya|doble|double|deh|nih|lah|lh|atuh|sih|pls"
        r"|ga sabar|penasaran|kangen|udah kangen|pasti|aku|asap"
    ),
    "next": (
        r"next (?:chapter|chap|chapt|part|ch|eps|episode|bab|capt|chapternya|chapnya|partnya|babnya|updatenya"
        r"|up)|nextnya|nexchap|chapter (?:selanjutnya|berikutnya|baru|lanjutan|selanjutnya nya)|(?:bab|part|chap"
        r"|episode|eps) (?:selanjutnya|berikutnya|baru)|kelanjutan(?:n?ya)?|lanjutan(?:n?ya)?"
        r"|kelanjutan ceritanya|lanjutannya|update(?:an|anya|nya)?|apdet(?:an|anya|nya)?|apdate|sequel(?:n?ya)?"
        r"|sekuel(?:n?ya)?|squel|season (?:2|dua)|part (?:2|dua)|extra part|extra chapter|epilog(?:n?ya)?|upnya"
        r"|up nya|chapter \d+|updet(?:n?ya)?|sambungan(?:n?ya)?"
    ),
    "tail": (
        r"(?: (?:<please>|<you>|<soon>|seru|banget|bgt|bagus|makasih|wkwk\w*|hehe|huhu|hue|nya|ceritanya"
        r"|cerita ini|ini|the story|next|lanjut|up|jangan lama|jangan lama lama|ditunggu|semangat|dong)){0,7}"
    ),
    "lead": (
        r"(?:(?:<please>|<you>|ya|yah|aa|huhu|huwa|omg|oke|ok|duh|aduh|dan|tapi|terus|trus|seru|bagus|keren"
        r"|penasaran|cepat|cepet|cepetan|buruan|segera|ayo|hai|halo|lagi|mau|minta|pengen|nunggu|tunggu|yg"
        r"|jangan lupa|selalu|gaskeun|gas|sangat|banget|bgt) ){0,5}"
    ),
}

ASKS = r"""
^<lead>(?:lanjut|lanjutkan|lanjutin|lanjut lanjut|lanjuut|lnjut|lanju|lanjutt|sambung|lanjoot
    |lanjot)(?: (?:ceritanya|cerita ini|ceritain|nulisnya|fic ini|ff nya|ffnya|thor)){0,8}<tail><end>
^<lead>(?:next|nexts|nex|nextt)<tail><end>
^<lead>(?:update|apdet|updet|up|apdate)(?: (?:<you>|<please>|cepat|cepet|lagi|ya|secepatnya|segera|soon|kilat
    |terus|gih|ceritanya|next|sekarang|kk|besok|yang)){1,6}<end>
(?:lanjut|lanjutin|lanjutkan|update|updet|apdet|up|next)(?: (?:<you>|ceritanya|lagi)){0,8} (?:dong|donk|please
    |plis|secepatnya|cepet|cepat|cepetan|plz)
(?:tolong|mohon|ayo|ayolah|cepet|cepetan|buruan|jangan lupa|segera) (?:\w+ )?(?:lanjut|lanjutin|lanjutkan
    |update(?! tag)|dilanjut|dilanjutkan|dilanjutin|up|sambung|di ?update|next|<next>)(?! (?:\w+ ){0,2}(?:tags?
    |sinopsis|deskripsi|ringkasan|peringatan|tagnya|rating))
(?:ditunggu|di ?tunggu|menunggu|nunggu|tunggu|nungguin|ditungguin|menanti|menantikan|dinanti|di nanti
    |dinantikan|gak sabar|ga sabar|nggak sabar|tidak sabar|gk sabar|ngga sabar|sabar|penasaran|gasabar|mau|minta
    |pengen|pengin|ingin|butuh|kepo|harap|semoga|berharap|mohon|kapan)(?: (?:banget|bgt|nunggu|baca|buat|sama
    |menunggu|dengan|bakal|kak|thor|ya|yah|ada|segera|untuk|pengen|akan|lihat|liat|membaca|terus|sangat|selalu|ni
    |nih|lagi|gimana|gmn|bagaimana|cepet|aku|tau|di|menanti|mau|dibuatin|dibikin|bikin|bikinin|dapat|sampai|dong
    |cepat|keluar|juga)){0,8} (?:<next>|lanjut|up date)(?! (?:tag|hp|aplikasi))
(?:kapan|kpn|kapan nih|kpan)(?: (?:kak|thor|mau|ya|akan|bisa|nih|lagi|dong|ini|di|sih|author|ada|kira|bakal
    |rilis|tayang|keluar)){0,8} (?:lanjut|lanjutnya|dilanjut|dilanjutkan|update|updatenya|updet|up|upnya|up lagi
    |apdet|next|nextnya|di ?update|<next>|lanjutin)<tail>\??$
(?:mana|manaa|mn) (?:<next>|lanjutannya)
(?:ada|bakal ada|akan ada|apakah ada|adakah|apa ada|bikin|buat|bakal|gak ada|ga ada|boleh|bisa|apakah
    |apakah ini|bakalan|ada rencana|rencana|ini)(?: (?:rencana|bikin|buat|gak|ga|minta|ada|lagi|ini|akan|bakal|kah
    |di|cerita|nya|masih|kak|untuk)){0,8} (?:<next>|dilanjut|dilanjutkan|lanjut|dilanjutin)(?: \w+){0,3}\?
(?:gak|ga|nggak|tidak|g|gk) (?:ada )?(?:dilanjut|lanjut|dilanjutin|di ?update|update lagi)(?: \w+){0,2}\?
^<lead>(?:<next>)(?: (?:<you>|<please>|secepatnya|segera|cepat|cepet|cepetan|ditunggu|ya|sekarang
    |mana)){1,8}<tail><end>
(?:sequel|sekuel|squel|lanjutannya|season 2|extra chapter|extra part)(?: \w+)? (?:dong|donk|please|plis|kak|thor)
(?:bikin|buat|bikinin|buatin|kasih|buatlah|bikinlah)(?: \w+)? (?:sequel|sekuel|squel|season 2|part 2
    |lanjutannya|kelanjutannya|extra part|extra chapter|epilog)(?! (?:nya )?(?:bagus|keren))
jangan (?:lama|lama-lama|lama lama|lma|lama2|lm|kelamaan|digantung|gantung|gantungin|berhenti (?:di sini
    |disini|sampai|di tengah)|discontinue|discontinued|di discontinue|hiatus|stop di sini|php|ditinggal
    |tinggalin)(?: (?:lama|update|updatenya|upnya|up|ya|lanjutnya|next|nextnya|dong|kak|thor|cerita ini|ceritanya
    |kami|aku|kita|gini|begini|sini|gantung|cerita|hiatus)){0,8}<tail><end>
"""

BUT = r"""
(?:bilang|katanya|kata|minta|meminta|nanya|teriak|komen|komentar|orang|teman|temen|adik|kakakku
    |semua)(?: \w+){0,3}[ :,"]*‹(?!ditunggu|tolong|mau|minta)
(?:gak|ga|nggak|tidak|enggak|tak|gk|tanpa|bukan|ngga|tidak usah|nggak usah|ga usah|gak usah|gausah|jangan
    |tanpa)(?: (?:perlu|usah|butuh|minta|harus|akan|mau|ada|bermaksud|ingin|nagih|maksa|menagih|buru-buru|pakai
    |memaksa)){1,8} ‹
(?:makasih|terima kasih|terimakasih|thanks|thank you|akhirnya|suka|senang|seneng|baca|abis|habis|setelah|udah
    |sudah|barusan|notif|notifikasi|tiap|setiap|kemarin|dulu|waktu|pas|jadi)(?: (?:ya|kak|udah|sudah|atas|buat
    |untuk|banget|sama|thor|dapat|lihat|liat|ada|baca|kali|dengan|up|dia|yg|yang|kemarin|mau|telah
    |selalu)){0,5} ‹(?!ditunggu|tunggu)
› (?:juga|kemarin|tadi|barusan|(?:nya )?(?:bagus|keren)|hidup|tags?|sinopsis|hp|aplikasi|bikin|membuat|sampai)
› (?:karya|karyamu|berkarya|hidup)
"""

FILLERS = r"""
<please>
(?:dan|tapi|terus|jadi|kak|thor|author|aduh|duh|ya|trus|omg)
"""
