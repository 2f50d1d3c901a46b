# The county: its name and its beginning.

county-title = نام شهرستان
county-rename = تغییر نام
begin-title = آغاز کار
begin-lede = هنوز کسی در این سامانه ثبت نشده است. نام شهرستان و نخستین راهبر را وارد کنید؛ پس از آن، این صفحه دیگر باز نمی‌شود.
begin-code = کد آغاز
begin-code-hint = دوازده رقمی که برنامه هنگام آغاز در پایانه نشان داد.
begin-county = شهرستان
begin-administrator = نخستین راهبر سامانه
begin-send = آغاز
begin-late = زمان کد گذشته، یا چند بار نادرست وارد شده است. برنامه را ببندید و دوباره آغاز کنید تا کد تازه‌ای نشان دهد.
refusal-first-code = کد آغاز درست نیست.
refusal-first-code-late = این کد دیگر اعتبار ندارد.
refusal-begun-already = کار این شهرستان پیش‌تر آغاز شده است.
begin-secretariat = دبیرخانهٔ شورا
begin-secretariat-too = کار دبیرخانهٔ شورا نیز فعلاً با من است.
begin-secretariat-hint = با همین یک حساب می‌توانید صورت‌جلسه وارد کنید، مصوبات را پیگیری کنید و جلسه را برگزار کنید. هر گاه دبیر شورا حساب جداگانه گرفت، این وظیفه را در صفحهٔ وظیفه‌ها پایان دهید.
