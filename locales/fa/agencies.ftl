# Agencies.

site-agencies = دستگاه‌ها
agencies-lede = دستگاه‌های اجرایی شهرستان. کرسی شورا از آنِ دستگاه است و هر که رئیس آن باشد بر آن می‌نشیند.
agencies-parts = آنچه راهبر سامانه وارد می‌کند
agencies-none = هنوز دستگاهی ثبت نشده است.
agency-name = دستگاه
agency-head = رئیس
agency-vacant = بی‌رئیس
agency-seat = کرسی شورا
agency-seated = کرسی دارد
agency-not-seated = کرسی ندارد
agency-has-seat = رئیس این دستگاه در شورای اداری کرسی دارد
agency-place = جای دستگاه
agency-edit = ویرایش
found-title = افزودن دستگاه
found-send = افزودن
name-fa = نام به فارسی
name-en = نام به انگلیسی
