# Offices: دفترهایی که در داده‌ها نام برده شده‌اند.

site-offices = دفترهای داده
offices-lede = خریداران، دفترهای مناقصه‌گزار و فرایندهایی که در داده‌ها آمده‌اند. یک بار بگویید هر کدام کدام دستگاه شهرستان است؛ از آن پس مسئول هر گلوگاه از همین پیشنهاد می‌شود و هر دستگاه موارد خود را می‌بیند.
offices-parts = بخش‌های فهرست
offices-open = دستگاه‌شان معلوم نیست
offices-all = همه
offices-none = هنوز دفتری در داده‌ها نام برده نشده است.
offices-none-open = دستگاه همهٔ دفترها معلوم است.
office-name = نام در داده‌ها
office-kind = نقش
office-id = شناسه در داده‌ها
office-agency = دستگاه شهرستان
office-no-agency = معلوم نشده
office-buyer = خریدار
office-procuring-entity = دفتر مناقصه‌گزار
office-procedure = فرایند یک دفتر
office-which = مربوط به کدام دستگاه است؟
office-likely = دستگاه پیشنهادی از شباهت نام به دست آمده است؛ پیش از ثبت بررسی کنید.
office-none = هیچ‌یک از دستگاه‌های شهرستان
office-send = ثبت دستگاه
case-office = دفتر داده
deed-office-link = تعیین دستگاه یک دفتر داده
refusal-office-agency = چنین دستگاهی در فهرست نیست.
