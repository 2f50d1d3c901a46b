# Proofs with a file.

proof-file = فایل گواه (دلخواه)
proof-file-hint = عکس، PDF یا هر فایل دیگر تا ۲۰ مگابایت. نام و اثر انگشت آن در دفتر کارها می‌ماند.
proof-file-again = فایل را دوباره انتخاب کنید؛ مرورگر آن را نگه نمی‌دارد.
proof-picture = عکس گواه: { $name }
proof-is-image = عکس
proof-is-pdf = سند PDF
proof-is-text = متن ساده
proof-is-office = سند یا پوشهٔ فشرده
proof-is-video = فیلم
proof-is-other = فایل
refusal-proof-file-empty = فایلی که برگزیدید خالی است؛ فایل دیگری انتخاب کنید یا بی فایل بفرستید.
refusal-proof-too-large = فایل بزرگ‌تر از ۲۰ مگابایت است؛ عکس را کوچک کنید یا سند را چند بخش کنید.
refusal-proof-cut-short = فرم کامل نرسید؛ دوباره بفرستید.
refusal-proof-altered = این فایل دیگر همان نیست که سپرده شد و داده نمی‌شود؛ راهبر سامانه را خبر کنید.
refusal-proof-twice = با هر گزارش یک فایل پذیرفته می‌شود؛ یکی را انتخاب کنید یا همه را در یک سند بگذارید.
refusal-form-too-long = متن فرم بیش از اندازه بلند است. به صفحهٔ پیش بازگردید و متن را در چند بخش بفرستید.
refusal-proofs-of-a-day = گواه‌های امروز شما از ۲۰۰ مگابایت می‌گذرد؛ فردا بفرستید یا فایل را کوچک کنید.
