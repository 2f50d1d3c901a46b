# جدول‌ها: آنچه هنگام خواندن CSV و اکسل گفته می‌شود. $row شمارهٔ سطر است، $cell نشانی خانه، $found آنچه آنجاست.

# جای خطا
tables-at-row = برگهٔ «{ $sheet }»، سطر { $row }: { $what }
tables-at-line = سطر { $row }: { $what }
tables-cell = در خانهٔ { $cell } نوشته شده است «{ $found }»؛ { $what }

# آنچه در خانه باید باشد
tables-cell-failed = فرمول این خانه خطا داده است؛ فرمول را درست کنید یا مقدار آن را بنویسید
tables-cell-day = روز به شکل ۱۴۰۳/۰۵/۱۲ یا 2024-08-02 انتظار می‌رود
tables-cell-day-short-year = سال دورقمی است؛ سال را چهاررقمی بنویسید یا در نگاشت century را ۱۴۰۰ بگذارید
tables-cell-day-order = روشن نیست کدام عدد روز است و کدام ماه؛ در نگاشت first را day یا month بگذارید
tables-cell-clock = ساعت به شکل ۱۴:۳۰ انتظار می‌رود
tables-cell-amount = مبلغی با رقم انتظار می‌رود، مانند ۱٬۲۵۰٬۰۰۰
tables-cell-amount-point = روشن نیست نقطه جداکنندهٔ هزارگان است یا ممیز؛ مبلغ را بی‌نقطه بنویسید
tables-cell-amount-comma = روشن نیست ویرگول جداکنندهٔ هزارگان است یا ممیز؛ هزارگان را سه‌رقم‌سه‌رقم جدا کنید یا مبلغ را بی‌ویرگول بنویسید
tables-cell-amount-unit = یکای خانه با یکای سرستون جور نیست و روشن نیست کدام است؛ یکا را کامل در خانه بنویسید، مانند «۱۲۵ میلیون ریال»، یا تنها عدد را
tables-cell-amount-negative = مبلغ منفی است؛ مبلغی از صفر به بالا انتظار می‌رود
tables-cell-amount-large = مبلغ از اندازه بیرون است؛ رقم‌ها و یکای ستون را بازبینی کنید
tables-cell-amount-day = مبلغ انتظار می‌رود و اینجا تاریخ است
tables-cell-count = عددی بی‌ممیز انتظار می‌رود
tables-cell-code = این واژه شناخته نیست و ناگفته به شمار آمد
tables-cell-letters = نویسه‌های خانهٔ { $cell } به UTF-8 نیست (بایت { $found })؛ پرونده را با UTF-8 ذخیره کنید

# سطرها
tables-row-endless = سطری که از خط { $row } آغاز می‌شود بیش از { $most } مگابایت است؛ گویا نشانهٔ نقل‌قولی بسته نشده است. آن را ببندید
tables-row-wide = سطر { $count } خانه دارد و سرستون‌ها { $most } تاست؛ گویا در متن یکی از خانه‌ها جداکننده آمده است، آن را در نشانهٔ نقل‌قول بگذارید
tables-row-columns = سطر بیش از { $most } ستون دارد؛ ستون‌های بیرون از جدول را پاک کنید
tables-row-long = متن این سطر بیش از { $most } مگابایت است و خوانده نشد؛ متن‌های بلند را کوتاه کنید
tables-cell-twice = در خانهٔ { $cell } دو مقدار نوشته شده است و روشن نیست کدام درست است؛ پرونده را در اکسل باز و دوباره ذخیره کنید
tables-cell-nowhere = نشانی خانهٔ «{ $cell }» در برگهٔ اکسل جا ندارد؛ پرونده را در اکسل باز و دوباره ذخیره کنید
tables-field-left = { $what }. این خانه کنار گذاشته شد و باقی سطر خوانده شد
tables-row-total = سطر جمع است و خوانده نشد
tables-row-no-number = خانهٔ { $cell } خالی است؛ شمارهٔ معامله انتظار می‌رود
tables-row-no-case = خانهٔ { $cell } خالی است؛ شمارهٔ پرونده انتظار می‌رود
tables-row-no-activity = خانهٔ { $cell } خالی است؛ نام گام انتظار می‌رود
tables-row-no-time = خانهٔ { $cell } خالی است؛ زمان رویداد انتظار می‌رود
tables-row-no-step = هیچ گامی تاریخ ندارد
tables-row-no-ocid = ستون ocid خالی است؛ شناسهٔ فرایند انتظار می‌رود
tables-ocid-alone = برای فرایند «{ $found }» در برگهٔ اصلی سطری نیست و آنچه برگهٔ دیگر دربارهٔ آن می‌گوید کنار گذاشته شد

# پروندهٔ اکسل
tables-no-part = بخش { $part } در پرونده نیست؛ پرونده را در اکسل باز و دوباره ذخیره کنید
tables-locked = پرونده گذرواژه دارد؛ آن را بی‌گذرواژه ذخیره کنید
tables-broken-package = پروندهٔ اکسل آسیب دیده است ({ $what })؛ گویا در راه بریده شده است. دوباره بگیرید یا در اکسل باز و ذخیره کنید
tables-broken-part = بخش { $part } از پروندهٔ اکسل آسیب دیده است؛ پرونده را در اکسل باز و دوباره ذخیره کنید
tables-many-parts = پرونده { $found } بخش دارد و بیش از { $most } بخش پذیرفته نیست
tables-bomb = بخش { $part } بیش از { $ratio } برابر اندازهٔ فشردهٔ خود باز می‌شود و خوانده نشد؛ اگر پرونده درست است، آن را چند پاره کنید
tables-token-endless = متن یک خانه بیش از { $most } مگابایت است و خوانده نشد
tables-much-text = متن‌های گوناگون این پرونده بیش از { $most } مگابایت است؛ آن را چند پاره کنید
tables-many-rows = برگهٔ «{ $sheet }» بیش از { $most } سطر دارد؛ آن را چند پاره کنید
tables-many-rejects = بیش از { $most } سطر خوانده نشد؛ نگاشت را بازبینی کنید
tables-many-events = بیش از { $most } رویداد در یک پرونده است؛ آن را چند پاره کنید
tables-many-names = نام‌های گوناگون بیش از اندازه است؛ نگاشت این ستون را بازبینی کنید
tables-no-sheet = برگه‌ای به نام «{ $sheet }» نیست؛ برگه‌های پرونده: { $all }
tables-packed-twice = پروندهٔ اکسل خود فشرده است و درون gzip یا zstd آمده؛ نخست آن را باز کنید
tables-other-package = این پروندهٔ zip پروندهٔ اکسل نیست؛ OCDS، رویدادنامهٔ XES، CSV یا XLSX انتظار می‌رود. اگر پرونده‌ای درون آن است، نخست بیرونش بیاورید
tables-old-excel = این پروندهٔ اکسل قدیمی (xls) یا گذرواژه‌دار است؛ در اکسل باز کنید و با «ذخیره به نام» به قالب xlsx و بی‌گذرواژه ذخیره کنید
tables-web-page = این پرونده صفحهٔ وب است، هر پسوندی که داشته باشد؛ در اکسل باز کنید و به قالب xlsx ذخیره کنید
tables-no-table = این پرونده جدول نیست؛ نگاشت تنها برای CSV و XLSX است

# نگاشت
tables-map-broken = پروندهٔ نگاشت درست نیست: { $what }
tables-map-field = نگاشت برای ستون { $cell } نام «{ $field }» را آورده که شناخته نیست؛ نام‌های شناخته: { $all }، step، ignored
tables-map-column = در نگاشت «{ $cell }» نشانی ستون نیست؛ حرفی مانند B انتظار می‌رود
tables-map-twice = نگاشت «{ $field }» را برای دو ستون آورده است؛ یکی را ignored بگذارید
tables-map-unit = نگاشت برای ستون { $cell } یکای «{ $found }» را آورده که شناخته نیست؛ مانند «ریال»، «تومان» یا «میلیون ریال» بنویسید
tables-map-header = در نگاشت header باید شمارهٔ یک یا دو سطر باشد، مانند [3] یا [3, 4]
tables-no-heading = ستون { $cell } با سرستون «{ $heading }» پیدا نشد؛ سرستون‌های جدول: { $all }. نگاشت را برای این پرونده از نو بسازید یا سرستون را در آن درست کنید
tables-no-header = سطر { $row }، که نگاشت آن را سرستون می‌داند، در جدول نیست

# پیشنهاد نگاشت
tables-not-known = سرستون‌ها شناخته نشد. نزدیک‌ترین سطر، سطر { $row } برگهٔ «{ $sheet }»: { $found }. برای فهرست معاملات دست‌کم شماره یا موضوع و برنده یا مهلت یا مبلغ لازم است، و برای رویدادها شمارهٔ پرونده، گام و زمان؛ سرستون‌ها را چنین بنویسید یا نگاشت را خود بنویسید
tables-not-known-text = سرستون‌ها شناخته نشد. نزدیک‌ترین سطر، سطر { $row }: { $found }. برای فهرست معاملات دست‌کم شماره یا موضوع و برنده یا مهلت یا مبلغ لازم است، و برای رویدادها شمارهٔ پرونده، گام و زمان؛ سرستون‌ها را چنین بنویسید یا نگاشت را خود بنویسید
tables-no-rows = جدول خالی است
tables-in-doubt = بی‌نگاشت خوانده نمی‌شود: { $what }. با «golugah map { $file } --out نگاشت.toml» نگاشت را بسازید، درست کنید و با --map بدهید
tables-says-sheets = برگهٔ خوانده‌شده: { $sheet }
tables-says-sheets-unneeded = برگه‌هایی که نیاز نیست: { $sheet }
tables-says-column = ستون { $cell } «{ $heading }» = { $field ->
    [number] شمارهٔ معامله
    [title] موضوع
    [buyer] دستگاه
    [unit] واحد
    [method] روش
    [category] نوع موضوع
    [status] وضعیت
    [published] روز انتشار
    [start] آغاز دریافت پیشنهاد
    [deadline] پایان مهلت پیشنهاد
    [estimate] برآورد
    [bidders] شمار شرکت‌کنندگان
    [bidder] شرکت‌کننده
    [bidder_id] شناسهٔ شرکت‌کننده
    [bid_amount] مبلغ پیشنهاد
    [bid_status] وضعیت پیشنهاد
    [bid_date] روز پیشنهاد
    [winner] برنده
    [winner_id] شناسهٔ برنده
    [award_amount] مبلغ قرارداد
    [award_date] روز قرارداد
    [currency] ارز
    [case] شمارهٔ پرونده
    [activity] گام
    [time] زمان
    [clock] ساعت
    [officer] کارشناس
    [group] اداره
    [lifecycle] چرخهٔ گام
    [applicant] متقاضی
    [due] مهلت
    [procedure] فرایند
    [step] گامی با تاریخ
   *[other] { $field }
}{ $unit ->
    [none] {""}
   *[other] {" "}به { $unit }
}
tables-says-unused = ستون‌هایی که به کار نمی‌آید: { $all }
tables-says-rial = یکای مبلغ‌ها گفته نشده است؛ ریال گرفته شد
tables-says-no-number = ستون شماره پیدا نشد؛ هر سطر یک معامله گرفته شد
tables-says-no-buyer = ستون دستگاه پیدا نشد؛ اگر همه از یک دستگاه است، نام آن را در نگاشت در برابر buyer بنویسید تا سنجیده شود
tables-says-own-numbers = ستون دستگاه یا تاریخ پیدا نشد؛ پس شماره‌های کوتاه تنها در همین پرونده به شمار می‌آید، و اگر همین فهرست با سطرهای تازه بیاید، معاملاتش بار دیگر شمرده می‌شود
tables-says-flat = برگهٔ «{ $sheet }»: OCDS گسترده بر جدول، { $count } ستون. خوانده: { $used }. بی‌نیاز: { $unneeded }. مشکوک: { $doubted }
tables-doubt-sheets = برگه‌های دیگری نیز جدول است، با سرستون‌های دیگر: { $sheet }. هر نگاشت برگه‌های هم‌شکل را می‌خواند
tables-doubt-amounts = بیشتر خانه‌های ستون { $cell } «{ $heading }» مبلغ نیست
tables-doubt-column = سرستون { $cell } «{ $heading }» تنها در بخشی از واژه‌ها مانند «{ $field }» است و روشن نیست همان باشد؛ اگر هست در نگاشت is را { $field } بگذارید، وگرنه همان ignored بماند
tables-doubt-unit = یکای مبلغ ستون { $cell } «{ $heading }» نوشته نشده است، ولی «{ $found }» یکایی دارد؛ یکای این ستون را در نگاشت در برابر unit بنویسید، مانند «ریال» یا «میلیون ریال»
tables-doubt-unit-cells = برخی خانه‌های ستون { $cell } «{ $heading }» یکای مبلغ را دارد و برخی ندارد؛ یکای خانه‌های بی‌یکا را در نگاشت در برابر unit بنویسید
tables-doubt-century = سال دورقمی است، مانند { $found }، و روشن نیست سال آن کدام عدد و از کدام سده است؛ اگر سال نخست می‌آید century را در نگاشت ۱۳۰۰ یا ۱۴۰۰ بگذارید، وگرنه سال را چهاررقمی بنویسید
tables-doubt-order = روشن نیست در تاریخ‌ها روز پیش از ماه است یا پس از آن؛ first را در نگاشت day یا month بگذارید

# فرمان map
tables-guess-head = نگاشت { $file }: آن را بازبینی و درست کنید، سپس با --map بدهید. is می‌گوید هر ستون چیست؛ ignored یعنی خوانده نشود.
tables-guess-doubt = نیازمند نگاه شما: { $what }
tables-assumed = { $file }: { $what }

# خروجی اکسل
tables-sheet-bottlenecks = گلوگاه‌ها
tables-sheet-findings = یافته‌ها
tables-sheet-indicators = شاخص‌ها
tables-sheet-rules = موارد در برابر قاعده
tables-sheet-steps = گام‌ها بدون داوری
tables-kind = { $kind ->
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
tables-column = { $column ->
    [rank] رتبه
    [group_kind] گونهٔ جا
    [group] جا
    [indicator] شاخص
    [code] کد
    [raised] دیده‌شده
    [clear] دیده‌نشده
    [not_computable] سنجیدنی نبود
    [computable] سنجیدنی
    [rate] نرخ
    [peer_rate] نرخ جاهای مشابه
    [threshold] آستانه
    [probability] احتمال
    [stake] آنچه در میان است
    [stake_unit] یکای آن
    [sentence] شرح
    [subject_kind] گونهٔ مورد
    [subject] مورد
    [value] مقدار
    [day] روز
    [day_iso] روز میلادی
    [sources] جای آن در داده‌ها
    [elsewhere] شمار جاهای دیگر با همین گام
    [share] سهم از همه
   *[other] { $column }
}
tables-unit = { $unit ->
    [days] روز
    [cases] مورد
   *[other] { $unit }
}
tables-sheet-full = بیش از { $most } سطر در یک برگهٔ اکسل جا نمی‌گیرد؛ { $found } یافته نوشته نشد. برای همهٔ آن‌ها --format csv بدهید

# خروجی‌ها
tables-out-is-input = { $file }: نتیجه روی «{ $found }» نوشته می‌شد که خود خوانده می‌شود؛ با --out نام دیگری بدهید
tables-out-twice = { $file }: دو نتیجه در یک پرونده نوشته می‌شد («{ $found }»)؛ برای یکی نام دیگری بدهید
tables-out-exists = { $file }: این پرونده هست و شاید با دست پر یا درست شده باشد؛ روی آن نوشته نشد. نام دیگری بدهید یا نخست آن را جابه‌جا کنید
tables-out-needed = خروجی xlsx پروندهٔ اکسل است و بر صفحه نشان داده نمی‌شود؛ با --out نام پرونده‌ای مانند نتیجه.xlsx بدهید
tables-no-records = جدول سرستون دارد و هیچ سطری زیر آن نیست؛ سطرها را زیر سرستون‌ها بنویسید
tables-nothing-read = هیچ سطری از جدول خوانده نشد. نخستین آن‌ها: { $what }
tables-written = { $file }: نوشته شد
tables-kept = { $file }: { $count } رکورد نگه داشته شد
tables-known = { $file }: پیش‌تر با نام { $found } وارد شده است؛ کاری نمانده
tables-refused = { $file }: { $count } رویداد یا پرونده پذیرفته نشد؛ نخستین در سطر { $row }: { $what }
tables-list-refused = { $file }: { $count } رکورد پذیرفته نشد؛ نخستین در سطر { $row }: { $what }. همه در { $list }
tables-list-noted = { $file }: { $count } مقدار منتشرنشده به شمار آمد و رکوردشان خوانده شد؛ نخستین در سطر { $row }: { $what }. همه در { $list }
tables-list-filler = «{ $found }» تاریخی نیست که چنین رکوردی بتواند داشته باشد
tables-list-code = «{ $found }» در فهرست استاندارد نیست
