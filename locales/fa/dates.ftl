# تاریخ‌ها: چرا این روز، چقدر گذشته است، و چرا آنچه نوشته شد تاریخ نیست. $text عدد است با رقم فارسی، $count همان برای صرف؛
# $day و $from و $due تاریخ‌اند و $name و $weekday نام، همه همان‌گونه که باید دیده شوند.

# تاریخ مقرر و توضیح آن: جملهٔ نخست، سپس یکی از دو جملهٔ بعد، و در پایان هشدارها اگر جا دارند.
dates-due-counted = { $text } روز کاری پس از { $from }: { $due }.
dates-due-skipped-none = در این میان روز تعطیلی نبود.
dates-due-skipped = در این میان { $text } روز تعطیل بود: { $list }.
dates-due-beyond-known = تعطیلی‌های سال‌های بیرون از { $first } تا { $last } هنوز در تقویم سامانه نیست؛ با ثبت آن‌ها این تاریخ ممکن است دیرتر شود.
dates-due-may-move = تعطیلی نزدیک به این تاریخ بر پایهٔ پیش‌بینی هلال ماه است؛ با اعلام رسمی، تاریخ مقرر ممکن است یک روز جابه‌جا شود.

# چیزهای فهرست: «۲ جمعه»، «۱ فروردین ۱۴۰۵ (جشن نوروز)».
dates-due-skipped-weekly = { $text } { $weekday }
dates-due-skipped-day = { $day } ({ $names })
dates-due-estimated = { $name }، بنا بر پیش‌بینی تقویم
dates-due-list-comma = {"، "}
dates-due-list-and = {" و "}

# از تاریخ مقرر تا امروز.
dates-due-days-left = { $text } روز کاری مانده است
dates-due-today = امروز آخرین روز است
dates-due-late = { $text } روز کاری گذشته است
dates-due-late-calendar = { $text } روز کاری ({ $calendar } روز تقویمی) گذشته است
dates-due-late-no-working-day = تاریخ مقرر گذشته، ولی از آن پس هنوز روز کاری نبوده است

# یک روز در تقویم.
dates-day-works = روز کاری
dates-day-unknown = تعطیلی‌های رسمی این سال هنوز ثبت نشده است؛ معلوم نیست که روز کاری باشد.
dates-day-weekly-rest = تعطیلی هفتگی
dates-day-official-holiday = تعطیل رسمی
dates-day-closure = تعطیلی اعلام‌شده

# آنچه کسی نوشته است و تاریخ نیست.
dates-day-refused-empty = تاریخ را بنویسید؛ برای نمونه ۱۴۰۵/۰۹/۰۳.
dates-day-refused-shape = این تاریخ خوانده نشد. سال، ماه و روز را با خط کج از هم جدا کنید؛ برای نمونه ۱۴۰۵/۰۹/۰۳.
dates-day-refused-short-year = سال را با چهار رقم بنویسید؛ از دو رقم آخر معلوم نمی‌شود کدام سده است. برای نمونه ۱۴۰۵/۰۹/۰۳.
dates-day-refused-year = این سال پذیرفتنی نیست. سال خورشیدی را با چهار رقم بنویسید؛ برای نمونه ۱۴۰۵/۰۹/۰۳.
dates-day-refused-gregorian-order = در تاریخ میلادی، سال را اول بنویسید تا روز و ماه اشتباه نشود؛ برای نمونه 2026-11-24.
dates-day-refused-month = شمارهٔ ماه باید از ۱ تا ۱۲ باشد.
dates-day-refused-day = این ماه { $last } روز دارد؛ روز را از ۱ تا { $last } بنویسید.

# آنچه کسی نوشته است و کد ملی نیست.
national-id-refused-empty = کد ملی را بنویسید.
national-id-refused-not-digits = کد ملی فقط رقم دارد.
national-id-refused-length = کد ملی ده رقم دارد؛ صفرهای آغاز آن را هم بنویسید.
national-id-refused-repeated = کد ملی ده رقمِ یکسان نیست.
national-id-refused-check = رقم‌های کد ملی با هم جور نیست؛ شاید رقمی اشتباه یا جابه‌جا نوشته شده است.
