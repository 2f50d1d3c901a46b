# متن‌هایی که شاید باید پاک شود: نام نماینده، نوشتهٔ گواه.
text-withdrawn = این متن پس گرفته شده است.
forget-title = پس‌گرفتن متن
forget-hint = متن برای همیشه پاک می‌شود؛ در دفتر می‌ماند که متنی بود، کی و چرا پاک شد.
forget-reason = چرا پاک شود؟
forget-consent = صاحب متن خواسته است
forget-private = به حریم کسی مربوط است
forget-mistake = به اشتباه نوشته شده است
forget-order = به دستور مرجع قانونی
forget-send = پاک‌کردن برای همیشه
refusal-forget-not-yours = پس‌گرفتن متن با دبیر و راهبر سامانه است.
refusal-forget-reason = دلیل را برگزینید.
refusal-forgotten = این متن پیش‌تر پاک شده است.
deed-text-forget = متنی پس گرفته شد
case-text = متن، رکورد
