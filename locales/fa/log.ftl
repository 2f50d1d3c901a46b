# The log of deeds: what it is, how to keep a checkpoint, what each deed is called.

log-title = دفتر کارها
log-lede = هر کار رسمی شهرستان، از فراخواندن جلسه تا پذیرش گواه، یک ثبت در این دفتر دارد. ثبت تازه تنها به پایان دفتر افزوده می‌شود؛ اگر ثبتی یا رکوردی پس از آن دست بخورد، سنجش دفتر آن را نشان می‌دهد.
log-entries = ثبت در دفتر
log-vouched = ثبت زیر آخرین گواه
log-checkpoint = آخرین گواه دفتر
log-checkpoint-what = گواه، چکیدهٔ امضاشدهٔ همهٔ دفتر تا یک ثبت معین است. کسی که گواه امروز را نگه دارد، فردا می‌تواند بداند که هیچ‌یک از این ثبت‌ها عوض یا کم نشده است.
log-code = کد کوتاه
log-until = تا کاری که انجام شد در
log-root = ریشهٔ دفتر
log-no-checkpoint = هنوز گواهی منتشر نشده است.
log-keep = چگونه گواه نگه داریم و بسنجیم
log-keep-save = این دو فایل را ذخیره کنید.
log-checkpoint-file = گواه امروز
log-key-file = کلید عمومی دفتر
log-keep-where = آن‌ها را جایی بیرون از این سامانه نگه دارید: روی رایانهٔ خودتان، در نامه‌ای رسمی یا چاپ‌شده در پروندهٔ جلسه. گواهی که تنها همین‌جا باشد چیزی را ثابت نمی‌کند.
log-keep-check = هر زمان خواستید، همهٔ دفتر را از راه شبکه با گواه خود بسنجید؛ به‌جای ADDRESS نشانی همین سامانه را بنویسید:
log-command-outside = python3 golugah_verify.py --url ADDRESS/log --checkpoint checkpoint --key vkey
log-keep-inside = کسی که به رایانهٔ شهرستان دسترسی دارد، همهٔ رکوردها را هم با دفتر می‌سنجد؛ DATA پوشهٔ شهرستان است:
log-command-inside = golugah verify --data DATA --checkpoint checkpoint --key vkey
log-as-event-log = کارها به‌صورت رویدادنامه (XES)
log-deeds = کارها
log-nothing-private = اینجا نام کسی و متن هیچ پرونده‌ای نیست؛ تنها این‌که چه کاری، در چه نقشی، کی و دربارهٔ کدام رکورد انجام شد.
log-none = هنوز کاری ثبت نشده است.
log-unreadable = این ثبت خوانده نمی‌شود
log-seq = ثبت { $seq }
log-own-procedures = کارهای شهرستان
log-footer = دفتر کارها: هر کار رسمی، با گواهی که می‌توانید نگه دارید

role-program = برنامه

case-session = جلسه، رکورد
case-resolution = مصوبه، رکورد
case-bottleneck = گلوگاه، رکورد
case-import = داده، رکورد

deed-agency-found = دستگاهی ثبت شد
deed-person-admit = کاربری افزوده شد
deed-session-call = جلسه فراخوانده شد
deed-session-enter-item = بندی به دستور جلسه افزوده شد
deed-session-move-item = ترتیب دستور جلسه عوض شد
deed-session-record-attendance = حضور و غیاب ثبت شد
deed-session-close = جلسه بسته شد
deed-session-publish = صورتجلسه منتشر شد
deed-session-correct = تصحیحی منتشر شد
deed-resolution-take = مصوبه ثبت شد
deed-resolution-report = گزارش انجام رسید
deed-resolution-judge-evidence = گواه بررسی شد
deed-bottleneck-find = گلوگاه پیدا شد
deed-bottleneck-review = گلوگاه بررسی شد
deed-bottleneck-keep-findings = یافته‌های سنجش نگه داشته شد
deed-bottleneck-measure = گلوگاه دوباره سنجیده شد
deed-import-hand-in = داده سپرده شد
deed-import-finish = کار روی داده به پایان رسید
