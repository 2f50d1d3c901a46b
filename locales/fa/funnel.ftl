# The funnel of agencies: what became of what each was given.

funnel-title = کارنامهٔ دستگاه‌ها
funnel-lede = از مصوبه‌هایی که به هر دستگاه سپرده شد، چند تا گزارش، پذیرفته و به‌موقع انجام شد. دستگاهی که بیشترین دیرکرد را دارد در بالاست.
funnel-none = هنوز دستگاهی ثبت نشده است.
funnel-agency = دستگاه
funnel-assigned = سپرده‌شده
funnel-reported = گزارش‌شده
funnel-accepted = پذیرفته‌شده
funnel-on-time = به‌موقع
funnel-late = دیر
funnel-on-time-means = «به‌موقع» یعنی گزارشی که پذیرفته شد تا روز سررسید رسیده بود؛ روزهایی که گواه نزد دبیر مانده به پای دستگاه نوشته نمی‌شود.
agency-late = { $count } مصوبهٔ این دستگاه از سررسید گذشته است.
agency-none-late = هیچ مصوبهٔ این دستگاه دیر نشده است.
agency-nothing = هنوز مصوبه‌ای به این دستگاه سپرده نشده است.
agency-funnel = از سپردن تا انجام به‌موقع
agency-open = مصوبه‌های باز
agency-none-open = مصوبهٔ بازی ندارد.
agency-bottlenecks = گلوگاه‌هایی که رفع آن‌ها با این دستگاه است
agency-no-bottlenecks = شورا رفع گلوگاهی را به این دستگاه نسپرده است.
agency-kept = مصوبه‌های انجام‌شده
agency-none-kept = هنوز گواه هیچ مصوبه‌ای پذیرفته نشده است.
agency-more = همهٔ مصوبه‌های این دستگاه
