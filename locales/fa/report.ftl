# گزارش: صفحه‌ای که بازرس می‌فرستد و جدولی که پایانه نشان می‌دهد. $text عدد است با رقم فارسی، $count همان برای صرف.

report-brand = گلوگاه
report-title = گزارش گلوگاه‌ها
report-skip = رفتن به گلوگاه‌ها
report-lead-files = { $text } پروندهٔ داده
report-lead-indicators = { $text } شاخص
report-lead-observations = { $text } پرسش
report-lead-rejected = { $count ->
    [0] {""}
   *[other] {" "}و { $text } رکورد ناخوانا با دلیل کنار گذاشته شد
}
report-reminder = یافته اتهام نیست. هر سطر این گزارش می‌گوید در داده‌ها چه دیده شده است؛ علت آن را بررسی روشن می‌کند.

report-figure-bottlenecks = گلوگاه
report-figure-findings = یافته با مدرک

report-file = پرونده
report-contents = محتوا
report-input-ocds = معاملات عمومی (OCDS)
report-input-xes = رویدادنامهٔ فرایند (XES)
report-input-ocel = رویدادنامهٔ شیءمحور (OCEL)
report-input-table-ocds = جدول معاملات (اکسل)
report-input-table-xes = جدول رویدادها (اکسل)
report-input-csv-ocds = جدول معاملات (CSV)
report-input-csv-xes = جدول رویدادها (CSV)
report-records = رکورد
report-rejected = کنارگذاشته

report-stands-out = آنچه برجسته است
report-nothing-stands-out = در آنچه سنجیدنی بود، هیچ جایی به‌روشنی از جاهای مشابه خود جدا نیست. این دربارهٔ آنچه سنجیدنی نبود چیزی نمی‌گوید.
report-rank = رتبهٔ
report-stake = دامنهٔ اثر
report-probability = نرخ به‌راستی بالاتر است
report-probability-almost-certain = تقریباً یقینی
report-probability-very-likely = بسیار محتمل
report-probability-likely = محتمل
report-probability-uncertain = نامطمئن
report-as-table = همین به صورت جدول
report-picture-own = اینجا
report-picture-peers = مشابه‌ها
report-picture-threshold = آستانه
report-picture-description = نرخ اینجا { $rate }، نرخ جاهای مشابه { $peer-rate }، آستانهٔ اختلافِ درخور توجه { $threshold }.
report-twin-raised = موارد دیده‌شده
report-twin-computable = موارد سنجیده
report-twin-rate = نرخ اینجا
report-twin-interval = بازهٔ ۹۵ درصدی
report-twin-peer-rate = نرخ جای مشابهِ معمول، به برآورد
report-twin-by-mix = نرخ جاهای مشابه با همان ترکیب موارد
report-twin-beside = نرخ جاهای مشابه، بی‌توجه به ترکیب
report-twin-peers = شمار جاهای مشابه
report-twin-threshold = آستانهٔ اختلاف درخور توجه
report-twin-excess = بیش از انتظار
report-range = { $low } تا { $high }
report-findings-heading = { $text } یافته با مدرک
# یافته‌ها بیش از مواردی است که در الگو شمرده می‌شود.
report-findings-apart = { $text } مورد از این‌ها، مانند موردی که عنوانش از فوریت می‌گوید، دلیلی از آن خود دارد که باید بررسی شود؛ در فهرست هست و در الگو شمرده نشده است.
report-more-findings = { $text } یافتهٔ دیگر اینجا نیامده است.
# یک بار، بالای صفحه: همهٔ آنچه در صفحه نیامده کجاست. نخستین برای صفحه‌ای که از پایانه ساخته شده و دومین برای صفحهٔ سامانه.
report-whole = برای کوتاهی، از هر فهرست تنها نخستین‌ها آمده است. همهٔ یافته‌ها را خروجی اکسل یا CSV همین بررسی دارد ({"\u2068"}--format xlsx{"\u2069"} یا {"\u2068"}--format csv{"\u2069"}).
report-whole-site = برای کوتاهی، از هر فهرست تنها نخستین‌ها آمده است. فهرست کامل موارد مغایر با قاعده در بخشی به همین نام، با «دریافت همهٔ این فهرست (اکسل)»، گرفته می‌شود؛ خروجی اکسل همهٔ یافته‌ها را از راهبر سامانه بخواهید.
report-other-findings = { $text } یافتهٔ دیگر به هیچ‌یک از این گلوگاه‌ها تعلق ندارد: شمارشان در جای خود بیش از جاهای مشابه نیست.
report-compared = مقدار سنجیده
report-compared-values = { $value } در برابر حد { $threshold } برای یک مورد
report-source = محل در داده
report-source-line = { $file }، سطر { $line }

report-kind = { $kind ->
    [tender] مناقصه
    [bid] پیشنهاد
    [buyer] خریدار
    [procuring_entity] دفتر مناقصه‌گزار
    [tenderer] پیشنهاددهنده
    [supplier] تأمین‌کننده
    [case] پرونده
    [step] گام
    [officer] کارشناس
    [applicant] متقاضی
    [procedure] فرایند
   *[other] { $kind }
}

report-measured = آنچه سنجیده شد
report-measured-note = هر شاخص با نرخ پایهٔ آن در همهٔ داده‌ها. وضعی که همه‌جا دیده می‌شود نشانهٔ چیزی در یک جا نیست.
report-raised = دیده شد
report-clear = دیده نشد
report-not-computable = سنجیدنی نبود
report-base-rate = نرخ پایه { $rate }
report-no-base-rate = نرخ پایه ندارد؛ هیچ موردی سنجیدنی نبود
report-bar-description = { $raised } مورد دیده شد، { $clear } مورد دیده نشد، { $unknown } مورد سنجیدنی نبود.
report-about = دربارهٔ این شاخص
# نام پارامتری درون جمله.
report-quoted = «{ $name }»
report-stake-measure = سنجهٔ دامنهٔ اثر
report-stake-money = ارزش معامله‌ها
report-stake-days = روزهای انتظار
report-stake-cases = شمار موارد
report-indicator = شاخص

report-unknown = آنچه سنجیدنی نبود
report-unknown-note = «سنجیدنی نبود» هرگز به معنای «دیده نشد» نیست. اگر دادهٔ زیر منتشر شود، همین شاخص‌ها پاسخ می‌دهند.
report-nothing-unknown = همهٔ شاخص‌ها برای همهٔ موارد سنجیدنی بودند.

report-reading = این گزارش را چگونه بخوانیم
report-reading-states = **سه حالت.** شاخص دربارهٔ هر مناقصه، پیشنهاد یا پرونده یکی از سه پاسخ را می‌دهد: دیده شد، دیده نشد، یا سنجیدنی نبود و چرا. حالت سوم هیچ‌گاه به جای حالت دوم نمی‌نشیند.
report-reading-comparison = **مقایسه.** هر جا با جاهای هم‌نوع و هم‌شرایط خود سنجیده می‌شود، نه با آرمان. پرسش این نیست که «آیا فرق دارد؟»، بلکه این است که «آیا فرق آن درخور توجه است؟». احتمالی که کنار هر گلوگاه آمده، احتمال آن است که نرخ واقعی آن از آستانهٔ اختلاف درخور توجه بالاتر باشد، پس از دیدن داده‌ها. فهرست چنان بسته شده است که خطای میانگین آن بیش از ۵ درصد نباشد.
report-reading-rank = **رتبه.** رتبه از دامنهٔ اثرِ بیش از انتظار به دست می‌آید: شمار مواردی که بیش از جاهای مشابه است، ضرب در پول یا روزی که در هر مورد در میان است، به نسبتِ همهٔ آنچه آن شاخص سنجیده است؛ از این رو پول و روز در یک فهرست می‌آیند. این پول مبلغ معاملاتی است که آن موارد در آن‌هاست و به معنای زیان یا خسارت نیست. گروه کوچک با عددهای کوچک نشان‌دار نمی‌شود و گروه بزرگ پشت میانگین پنهان نمی‌ماند.
report-reading-picture = **تصویر.** دایره نرخ همین جاست و نوار کم‌رنگ پیرامون آن بازهٔ ۹۵ درصدی (ویلسون). لوزی نرخ جاهای مشابه است و خط‌چین آستانه‌ای که از آن پس اختلاف درخور توجه شمرده می‌شود.
report-reading-not-accusation = **یافته اتهام نیست.** یافته وضعی است که در داده دیده شده است. کنار هر یک، توضیح دیگری که ممکن است درست باشد آمده است. تصمیم با مسئولان است، پس از شنیدن توضیح کسی که نامش آمده.
report-reading-check = **بازبینی.** هر یافته پرونده و سطری را که از آن آمده است نام می‌برد. با همان پرونده‌ها، هر کس همین نتیجه را به دست می‌آورد.
report-hashes = پرونده‌ها و اثر کامل آن‌ها
report-hashes-note = اگر اثر SHA-256 پرونده‌ای که در دست دارید همین است، گزارش از همان پرونده ساخته شده است.
report-made-by = ساختهٔ گلوگاه، نسخهٔ

report-yes = بله
report-no = خیر
report-list-separator = ،
report-more-members = و { $text } مورد دیگر
report-days = { $text } روز
report-hours = { $text } ساعت
report-minutes = { $text } دقیقه
report-seconds = { $text } ثانیه
report-cases = { $text } مورد

report-table-base-rate = نرخ پایه

# جدول پایانه.
report-table-of = { $raised } از { $computable }
report-table-of-batches = { $raised } از { $computable }، { $batches }
report-table-probability = احتمال
report-table-in-words = نخستین‌ها به زبان جمله
report-table-not-asked = دربارهٔ این گونه داده نیستند:
report-table-more = { $text } گلوگاه دیگر اینجا نیامده است؛ {"\u200E"}--format html{"\u200E"} همه را در یک صفحه می‌نویسد و {"\u200E"}--format json{"\u200E"} برای برنامه‌هاست.

# آنچه گزارش در یک نگاه می‌گوید.
report-summary = { $bottlenecks } در { $places }: وضعی که در این جاها دیده شده، به‌روشنی و فراتر از تصادف، بیش از جاهای مشابه است. ترتیب از دامنهٔ اثر است، به نسبتِ همهٔ آنچه هر شاخص سنجیده است.
report-summary-bottlenecks = { $text } گلوگاه
report-summary-places = { $text } جا
report-figure-places = جای دارای گلوگاه
report-figure-money = بیشترین پول، در یک گلوگاه
report-figure-days = بیشترین انتظار، در یک گلوگاه
report-kinds = گلوگاه‌ها کجا هستند
report-kinds-bottlenecks = شمار گلوگاه‌ها
report-kinds-places = شمار جاها
report-kinds-first = نخستین در رتبه
report-stake-unknown = نامعلوم
# مبلغ‌هایی که ارز خود را نمی‌گویند، جایی که همهٔ دیگران به یک ارزند.
report-stake-not-stated = { $stake }؛ ارز { $cases } مورد از { $raised } مورد نوشته نشده و به همین ارز، تنها ارز این داده، گرفته شده است
# همان، جایی که چند ارز هست و معلوم نیست به کدام ارزند.
report-stake-not-added = { $stake }، بی مبلغ‌های { $cases } مورد از { $raised } مورد که ارز آن‌ها نوشته نشده است

# دربارهٔ اشخاص، کنار کارت آن‌ها. نام شخص هرگز در صدر نمی‌آید.
report-person-kind = { $kind ->
    [officer] کارهای ثبت‌شده به نام
    [applicant] پرونده‌های ثبت‌شده به نام
   *[other] { $kind }
}
report-person-note = { $kind ->
    [officer] سخن از کارهایی است که به این نام ثبت شده، نه از خود شخص. پیش از هر کار، موضوع با خود او و مدیرش در میان گذاشته شود.
    [applicant] سخن از رسیدگی اداره‌ها به پرونده‌هایی است که به این نام ثبت شده، نه از خود متقاضی. نخست از همان اداره‌ها پرسیده شود.
   *[other] { $kind }
}

# گلوگاه‌های پس از نخستین‌ها، کوتاه.
report-rest-heading = { $text } گلوگاه دیگر، کوتاه
report-no-finding = یافته‌ای جداگانه به اینجا تعلق ندارد: این شمارش از پیشنهادها یا واگذاری‌هاست، نه از مناقصه‌ها یا پرونده‌ها.
report-rest-note = یافته‌ها و مدرک‌های این گلوگاه‌ها، آنجا که شاخص تک‌تک موردها را می‌سنجد، در خروجی اکسل آمده است.
report-rest-who = کجا
report-rest-what = چه
report-rest-count = موارد
report-rest-rate = نرخ
report-rest-peers = مشابه‌ها

report-less-than = کمتر از { $number }

# پاسخ شاخص، آنجا که چیزی نشان‌دار نشده است.
report-unraised-clear = { $indicator }، { $subject }: دیده نشد. مقدار سنجیده { $value } در برابر آستانهٔ { $threshold }.
report-unraised-not-computable = { $indicator }، { $subject }: سنجیدنی نبود. { $reason }
report-unraised-not-looked-at = { $indicator }، { $subject }: این شاخص در این رکوردها چنین چیزی ندیده است.

report-inputs = آنچه خوانده شد
report-inputs-note = { $files } خوانده شد{ $rejected }. { $indicators } به { $observations } پاسخ داد.
report-stands-out-note = برای دیدن یافته‌ها و مدرک هر یک، سطر را باز کنید.

report-times-many = { $count ->
   *[other] { $text } نکته دربارهٔ پرونده‌ها، زمان‌ها و نام‌های ثبت‌شده در رویدادنامه‌ها
}
report-times = در { $file } زمان { $dates } رویدادها تنها روز است و ساعت ندارد، و در { $order } رفتن‌ها از گامی به گام بعد معلوم نیست کدام زودتر بوده است. شاخصی که به ساعت یا ترتیب نیاز دارد آنجا پاسخ نمی‌دهد.
report-flattened = { $file } رویدادنامهٔ شیءمحور است و پرونده‌های آن شیءهای نوع «{ $type }» گرفته شده است. از { $events } رویداد، { $left } رویداد با چنین شیئی پیوند ندارد و کنار گذاشته شده است؛ { $several } رویداد با چند شیء از این نوع پیوند دارد و در پروندهٔ هر یک آمده است، پس { $copies } رویداد بیش از آنچه بوده شمرده می‌شود. { $repeats } بار گامی در همان پرونده پیش‌تر هم انجام شده بود؛ { $elsewhere } بار آن به شیءهای دیگری جز بار پیش مربوط است و شاید پارهٔ دیگری از همان کار باشد، نه دوباره‌کاری. شیءهای این نوع که هیچ رویدادی ندارند: { $unmet }.
report-not-persons = در { $file } این نام‌ها کارشناس شمرده نشده است، چون نام یا شیوهٔ کارشان از آنِ یک شخص نیست: { $names }{ $more }.
report-not-persons-more = { $count ->
   *[other] {" "}و { $text } نام دیگر
}

# چه کسی نام برده می‌شود، چه کسی زیر نظر می‌ماند، و چه چیز دیگران را نگه داشته است.
report-standing = { $standing ->
    [named] نام برده شد
    [to_watch] زیر نظر
    [kept] نام برده نشد
    [unremarkable] برجسته نیست
   *[other] { $standing }
}
report-floor = { $floor ->
    [batches] همهٔ موارد دیده‌شده در یک دسته است، یا همه به سنگین‌ترین دسته بسته است
    [excess] اختلاف کمتر از پنج واحد درصد یا کمتر از سه مورد است
    [dependence] تنها در صورتی اطمینان‌بخش است که موارد از هم مستقل باشند
    [common] بیش از یک‌سوم همکاران همان گام نیز همین‌گونه‌اند
    [cases] شخص است و کمتر از بیست پرونده دارد
    [time] در کنار همکارانِ همان نیم‌سال‌ها برجسته نیست یا از آن نیم‌سال‌ها آگاهی کافی نیست
    [average_error] با آن، خطای میانگین فهرست از ۵ درصد می‌گذرد
    [probability] احتمال خود آن کمتر از ۹۰ درصد است (از بیست مورد به بالا، کمتر از ۸۵ درصد)
    [prior] به این بستگی دارد که پیشاپیش چند استثنا انتظار رود
   *[other] { $floor }
}
report-one-firm = نام‌هایی که شاید دو نگارشِ نام یک شرکت باشند
report-one-firm-pair = { $one } – { $other }: { $tenders }
report-one-firm-tenders = { $text } مناقصه
report-by-chance = تنها بر اثر تصادف، حدود { $names } نام در این صفحه می‌آمد: میانگین نام‌ها هنگامی که همین دسته‌ها { $deals } بار از نو میان گروه‌ها پخش شود (بذر { $seed }).
report-judged-summary = { $groups } گروه سنجیده شد: { $named } نام برده شد، { $watched } زیر نظر است، و { $kept } گروه اگر موارد مستقل بود و کفی در کار نبود نام برده می‌شد. همبستگی درون دسته‌ها: { $correlation }.
report-judged-group = گروه
report-judged-standing = وضع
report-judged-batches = دسته‌های دارای مورد
report-judged-few-groups = هیچ گروهی داوری نشد: در پرونده { $text } گروه آمده است و هر گروه برای مقایسه دست‌کم سه گروه دیگر می‌خواهد.
report-judged-few-cases = هیچ گروهی داوری نشد: هیچ گروهی پنج مورد سنجیدنی ندارد، یا کمتر از چهار گروه موردی سنجیدنی دارند.

# گروه‌های نام‌برده، پس از اقدام اصلاحی.
report-again-before = پیش از اقدام اصلاحی
report-again-state = پس از اقدام اصلاحی
report-again-visible = کاهش تا این نرخ دیده می‌شود
report-again-told = { $state ->
    [cleared] رفع شده است
    [not_cleared] هنوز هست
   *[other] هنوز معلوم نیست
}
report-again-lack = { $lack ->
    [peers] هنوز معلوم نیست: سه گروه برای مقایسه نیست
    [cases] هنوز معلوم نیست: { $cases } مورد دیگر لازم است
    [nothing] هنوز معلوم نیست: موردی نیست
    [time] هنوز معلوم نیست: نیم سال و دو دستهٔ جدا پر نشده است
    [steadiness] هنوز معلوم نیست: یک نیمهٔ دوره با کل آن هم‌خوان نیست
   *[fields] هنوز معلوم نیست: آنچه سنجیدنی بود بیش از یک‌دهم کم شده است
}
report-again-both = { $state }، بیش از آنچه خودبه‌خود روی می‌داد

# آنچه نام برده نمی‌شود، و چرا.
report-not-named = زیر نظر، و آنچه نام برده نشد
report-not-named-note = این‌ها نیز برجسته‌اند، ولی گلوگاه این گزارش نیستند؛ کنار هر یک آمده است که چرا نام برده نشده.
report-not-named-why = چرا نه
report-not-named-people = { $text } کارشناس یا متقاضی نیز به چنین دلیلی نام برده نشده‌اند؛ نام آن‌ها در این گزارش نمی‌آید.
report-not-named-more = { $text } مورد دیگر اینجا نیامده است.
report-twin-batches = پراکندگی
report-twin-raised-batches = دسته‌هایی که دست‌کم یک مورد دیده‌شده دارند
report-twin-outsiders = احتمال، اگر از هر صد جا یکی یا از هر ده جا یکی استثنا باشد
report-reading-batches = **آنچه به هم پیوسته است.** پیشنهادهای یک مناقصه، مناقصه‌های یک ماهِ یک دستگاه و کارهای یک روزِ یک کارشناس از هم مستقل نیستند. همانندی آن‌ها سنجیده می‌شود و به همان اندازه از وزن شمارشان کاسته می‌شود؛ هیچ‌کس برای یک دسته، یا با احتمال کمتر از ۸۵ درصد، و با کمتر از بیست مورد ۹۰ درصد، نام برده نمی‌شود.

# موارد مغایر با قاعده: یک مورد هم کافی است؛ نه نرخ دارد و نه رتبه.
report-exceptions = موارد مغایر با قاعده
report-exceptions-note = مواردی که با عددی از قانون، یا با تعهد خود دستگاه، مغایر است. هر مورد با مدرک خود آمده است؛ برای درخواست توضیح یک مورد هم کافی است. این فهرست نسبت و رتبه ندارد و دربارهٔ قصد کسی چیزی نمی‌گوید. عددها از قانون ایران است و دادهٔ هر کشور دیگری هم با همین عددها سنجیده می‌شود، مگر عدد دیگری تعیین شده باشد.
report-exceptions-none = در آنچه سنجیدنی بود، هیچ موردی مغایر با قاعده دیده نشد.
report-exceptions-not-asked = هیچ موردی را نمی‌شد با قاعده‌ای سنجید.
report-exceptions-counted-tenders = { $text } مناقصه: { $condition }
report-exceptions-counted = { $text } { $kind }: { $condition }
report-exceptions-rule = قاعده: { $rule }.
report-exceptions-measured = { $computable } بار سنجیده شد؛ { $unknown } بار سنجیدنی نبود.
report-exceptions-more = { $text } مورد دیگر در همین بررسی با { "\u2068" }--format csv{ "\u2069" } یا { "\u2068" }--format json{ "\u2069" } آمده است.
# همان در صفحه، که بالای آن یک بار گفته شده همه کجاست.
report-page-more = { $text } مورد دیگر اینجا نیامده است.
report-exceptions-what = مورد
report-exceptions-where = کجا
report-exceptions-when = روز
report-exceptions-seen = آنچه در داده‌ها هست
report-exceptions-lead = { $text } مورد مغایر با قاعده.
report-exceptions-lead-none = در آنچه سنجیدنی بود، هیچ جایی به‌روشنی از جاهای مشابه خود جدا نیست؛ اما موارد مغایر با قاعده در فهرست زیر آمده است.
report-figure-exceptions = مورد مغایر با قاعده
report-remark-borderline = موردِ مرزی: به شمار تقویم روزها بسنده است و به ساعت نیست
report-remark-urgent = عنوان از فوریت می‌گوید؛ در سنجش الگو با مشابه‌ها شمرده نشده است
report-days-hours = { $days } و { $hours }؛ تنها روزِ کامل شمرده می‌شود
report-exceptions-colon = :
report-counted-kind = { $kind ->
    [officer] کارشناس
    [tender] مناقصه
    [bid] پیشنهاد
    [case] پرونده
   *[other] مورد
}
report-coverage = { $kind ->
    [ocds] دادهٔ معاملات
   *[xes] دادهٔ فرایندها
} به { $answered } پرسش از { $asked } پرسش پاسخ می‌دهد.
report-coverage-file = این فایل به { $answered } پرسش از { $asked } پرسش پاسخ می‌دهد.
report-coverage-further = با { $columns } به { $text } پرسش دیگر هم پاسخ می‌دهد.
report-column = { $column ->
    [method] شیوهٔ برگزاری
    [period] روز آغاز و پایان مهلت پیشنهادها
    [bidders] شمار پیشنهاددهندگان
    [bids] همهٔ پیشنهادها و سرانجام هریک
    [bid_prices] قیمت هر پیشنهاد
    [bid_dates] زمان رسیدن هر پیشنهاد
    [awards] نام برندهٔ هر معامله
    [classes] کد طبقه‌بندی کالا یا خدمت
    [officers] نام کارشناس هر گام
    [applicants] متقاضی هر پرونده
    [due_dates] مهلت هر پرونده یا گام
    [planned_dates] روزی که برای هر گام برنامه‌ریزی شده
   *[other] { $column }
}
report-winners = برندگان هر دفتر
report-winners-note = پیشنهادها در داده‌ها نیست، پس سنجش با همتایان شدنی نیست. این جدول داوری نمی‌کند؛ می‌گوید هر دفتر کارها را به چند برنده و بیش از همه به چه کسی داده است.
report-winners-awards = قرارداد
report-winners-winners = برنده
report-winners-money = مبلغ
report-winners-most = بیش از همه
report-winners-first = { $name }: { $awards } قرارداد، { $share }
report-steps = گام‌ها به ترتیب سهم، بدون داوری
report-steps-note = آنچه در هر گام دیده شد، به ترتیب سهم آن. کم یا زیاد بودنش را از این داده نمی‌توان گفت: گام‌های دیگر سنجهٔ آن نیستند و همین گام در سه جای دیگر سنجیده نشده است. این جدول به کسی ایرادی نمی‌گیرد. اگر رویدادنامهٔ اداره‌ها یا شهرهای دیگر همراه این‌ها بررسی شود، یا در رویدادنامه نام ادارهٔ هر رویداد آمده باشد، هر گام با همان گام در جاهای دیگر مقایسه می‌شود.
report-steps-lies = آنچه آنجا مانده است
report-steps-share = { $stake }، { $share } همه
report-steps-beside = همین گام در جاهای دیگر
report-steps-elsewhere = { $count ->
    [0] جای دیگری سنجیده نشده
   *[other] در { $text } جای دیگر سنجیده شده
}

# پرونده‌ای که دیر شده یا مانده است، در یک خط.
report-case-step = گام «{ $step }»: { $days }
report-case-due = موعد { $due }، انجام { $done }، { $late }
report-case-planned = برنامه { $due }، انجام { $done }، { $late }
report-case-late = { $days } دیرکرد
report-case-late-same-day = همان روز، پس از ساعت مقرر
report-case-waited = پس از «{ $after }»، از { $began } تا { $until }، { $waited } انتظار
report-case-still = پس از «{ $after }»، از { $began } در انتظار و تا { $until } هنوز مانده، { $waited }
report-case-working-days = { $text } روز کاری
report-case-days = { $text } روز
# نرخ مشابه‌ها با همان ترکیب موارد، آنچه روی‌هم دارند، و برآورد برای نمونه‌ای معمول.
report-beside = { $rate } با همان ترکیب؛ روی‌هم { $raised } از { $computable }؛ نمونهٔ معمول { $typical }
report-beside-share = { $raised } از { $computable } ({ $share })

# همتایانی که بسیار متفاوت‌اند: آنچه دربارهٔ همهٔ آنان با هم گفته می‌شود.
report-families = جاهایی که همتایان با هم بسیار متفاوت‌اند
report-families-note = در این موارد همتایان چنان از هم دورند که آنچه گفته می‌شود دربارهٔ همهٔ آنان با هم است، نه دربارهٔ یکی از آنان. علت شاید نوع پرونده‌ها، دستورالعمل‌های متفاوت، جا و فصل یا شیوهٔ ثبت باشد. بپرسید که کار در جاهای کم‌نرخ و در جاهای پرنرخ چگونه انجام می‌شود.
report-families-others = گروه‌های دیگر در خروجی‌های {"\u200E"}--format json{"\u200E"}، {"\u200E"}csv{"\u200E"} و {"\u200E"}xlsx{"\u200E"} آمده است.
report-family = { $place }{ $groups } { $kind } از { $low } تا { $high } تفاوت دارند: «{ $title }». اگر روالِ چهارکی که کمترین نرخ را دارد (روی هم { $quarter }) معمول باشد، { $beyond } مورد از آنان تفاوت درخور توجه دارد. { $because }
report-family-at = در «{ $step }»
report-family-count = { $rate } ({ $raised } از { $computable })
report-family-because = { $because ->
    [common] موضوع به یک نام برنمی‌گردد: بیش از یک‌سوم آنان جدا از دیگران می‌ایستند؛ یعنی دو روال کار هست و استثنایی نیست.
    [two_ways] دو روال کار هست و هیچ‌یک تنها روالِ چند موردِ انگشت‌شمار نیست.
   *[spread] موضوع به یک نام برنمی‌گردد: فاصلهٔ آنان از هم چنان است که هیچ‌یک آشکارا بدتر از دیگران نیست.
}
report-family-ways = دو نرخ، آنان را بسیار بهتر از یک طیف پیوسته توصیف می‌کند: { $lower-groups } مورد روی هم { $lower } و { $upper-groups } مورد روی هم { $upper }.
report-family-named = { $text } مورد از آنان در فهرست گلوگاه‌ها هم آمده است.
report-family-interval = { $least } تا { $most }
report-family-sure = بازهٔ ۹۵ درصد
report-family-sides = سو
report-family-side = { $side ->
    [above] بیشتر
   *[below] کمتر
}
report-unit-days = روز
report-unit-hours = ساعت
report-unit-minutes = دقیقه
report-unit-seconds = ثانیه

# برگ نخست و بخش‌های تاشدهٔ گزارش.
report-back = بازگشت به سامانه
report-first = مهم‌ترین گلوگاه‌ها
report-folds = باقی گزارش در بخش‌های زیر است؛ هر بخش با فشردن نام آن باز می‌شود. روی کاغذ برگ نخست و بخش‌های بازشده چاپ می‌شود.
report-agency-others = { $kind ->
    [tenderer] پیشنهاددهندگان
    [supplier] تأمین‌کنندگان
    [officer] کارشناسان
    [applicant] متقاضیان
   *[other] دیگران
}
