# جملهٔ یک گلوگاه. جمله می‌گوید چه دیده شده است، نزد دیگران چگونه است و چه چیز دیگری می‌تواند آن را توضیح دهد؛
# دربارهٔ هیچ‌کس داوری نمی‌کند. $name نام گروه است و هر عددی با رقم فارسی می‌رسد.

# جایی که سنجیده شده است؛ آغاز جمله.
bottleneck-place = { $kind ->
    [buyer] در خریدهای «{ $name }»
    [procuring_entity] در دفتر مناقصه‌گزار «{ $name }»
    [tenderer] در پیشنهادهای «{ $name }»
    [supplier] در قراردادهای «{ $name }»
    [step] در گام «{ $name }»
    [officer] در کارهایی که به نام «{ $name }» ثبت شده است
    [applicant] در پرونده‌هایی که به نام «{ $name }» ثبت شده است
    [procedure] در فرایند «{ $name }»
    [case] در پروندهٔ «{ $name }»
    [tender] در مناقصهٔ «{ $name }»
    [bid] در پیشنهاد «{ $name }»
   *[other] در «{ $name }»
}

# گروهی که درون گروه‌های دیگر است: تنگ‌ترین بخش، سپس آنچه آن را در بر دارد، نزدیک‌ترین پیش از همه.
bottleneck-nested = { $part } ({ $parents })

# گروه‌های مشابه، پس از نقطه‌ویرگول. $text همان $count است با رقم فارسی.
bottleneck-peers = { $kind ->
    [buyer] نزد { $text } خریدار مشابه
    [procuring_entity] در { $text } دفتر مشابه
    [tenderer] نزد { $text } پیشنهاددهندهٔ مشابه
    [supplier] نزد { $text } تأمین‌کنندهٔ مشابه
    [step] در { $text } گام مشابه
    [officer] نزد { $text } کارشناس مشابه
    [applicant] نزد { $text } متقاضی مشابه
    [procedure] در { $text } فرایند مشابه
    [case] در { $text } پروندهٔ مشابه
    [tender] در { $text } مناقصهٔ مشابه
    [bid] در { $text } پیشنهاد مشابه
   *[other] در { $text } جای مشابه
}

# آنچه دیده شده است. $condition بندی است مانند «مناقصه تنها یک پیشنهاددهنده داشته است».
bottleneck-observed = { $place }، از { $computable } مورد سنجیده‌شده در { $raised } مورد { $condition } ({ $rate }){ $batches }؛ { $peers } این نسبت { $elsewhere } است.
# همان، آنجا که گروه مشابهی نیست.
bottleneck-observed-alone = { $place }، از { $computable } مورد سنجیده‌شده در { $raised } مورد { $condition } ({ $rate }){ $batches }؛ نسبت مورد انتظار { $peer-rate } است.
# موارد سنجیده‌شده در چند دستهٔ به‌هم‌پیوسته جای دارند. پس از نرخ می‌آید، با ویرگول خود. ماهِ کاری یک ماهِ یک دفتر است:
# یک ماهِ تقویم برای سه دفتر سه ماهِ کاری است.
bottleneck-in = ، { $batches }
bottleneck-batches = { $batch ->
    [office_month] در { $text } ماه
    [buyer_month] در { $text } ماهِ کاریِ دفترهای آن
    [offices_month] در { $text } ماهِ کاریِ دستگاه‌ها
    [round] در { $text } دور خرید
    [office] نزد { $text } دستگاه، بی‌آنکه روزی معلوم باشد
    [tender] در { $text } مناقصه
    [supplier] به { $text } فروشنده
    [officer_day] در { $text } روز
    [officers_day] در { $text } روز کاری کارشناسان
    [applicant] برای { $text } متقاضی
    [case] در { $text } پرونده
   *[other] در { $text }
}
# به جای بندی که شاخص باید بدهد و نداده است.
bottleneck-condition = شاخص «{ $indicator }» دیده شده است
# کارشناس در هر گام جداگانه سنجیده می‌شود.
bottleneck-at-steps = { $count ->
    [one] این در گام { $steps } است و با همکاران همان گام سنجیده شده است.
   *[other] این در گام‌های { $steps } است و در هر گام با همکاران همان گام سنجیده شده است.
}
bottleneck-at-step = «{ $name }» ({ $raised } از { $computable }؛ همکاران { $elsewhere })
# نرخ مشابه‌ها: آن‌گونه که در داده است، و برآورد آن برای نمونه‌ای معمول، که در آن کوچک و بزرگ یکسان اثر دارند.
bottleneck-elsewhere = { $rate } ({ $raised } از { $computable }) و به برآورد برای نمونه‌ای معمول { $typical }
# همان، جایی که ترکیب موارد مشابه‌ها دیگر است: نرخ نخست با ترکیب موارد خود این جا وزن داده شده است.
bottleneck-elsewhere-mixed = با همان ترکیب موارد { $rate } (بی‌توجه به ترکیب { $raised } از { $computable }) و به برآورد برای نمونه‌ای معمول { $typical }
bottleneck-excess = یعنی { $excess } مورد بیش از آنچه از نمونه‌ای معمول انتظار می‌رود.
# جاهای دیگری که همین در آن‌ها دیده شده است؛ اینجا گفته می‌شود و بار دیگر نه.
bottleneck-also-same = همین موارد در اینجا هم آمده است: { $others }.
bottleneck-also-spelling = شاید همین جا با املایی دیگر باشد: { $others }.
bottleneck-also-group = { $kind } { $name } ({ $raised } از { $computable })
bottleneck-also-rule = «{ $title }» ({ $raised } از { $computable })
bottleneck-also-group-rule = { $kind } { $name }، «{ $title }» ({ $raised } از { $computable })
bottleneck-otherwise = توضیح دیگر می‌تواند این باشد: { $otherwise }.
