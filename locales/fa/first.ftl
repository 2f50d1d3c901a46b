# The first steps of a county that begins.

first-title = گام‌های آغاز
first-paste-here = صورت‌جلسهٔ آخرین نشست را اینجا بچسبانید
first-paste-hint = دستگاه‌ها، مصوبات و مهلت‌ها از همان متن پیشنهاد می‌شود؛ نیازی به تعریف دستگاه و کاربر از پیش نیست.
first-done = انجام شده
first-open = مانده
first-pasted = ورود صورت‌جلسهٔ آخرین نشست
first-letters = چاپ برگ پیگیری و نامهٔ هر دستگاه
first-replies = ثبت نخستین پاسخ دستگاه‌ها
first-session = چیدن دستور جلسهٔ بعد
first-data = بارگذاری یک فایل اکسل (قراردادها یا پرونده‌های یک دفتر)
first-published = انتشار نخستین صورت‌جلسه
first-progress = { $done } از { $all }
