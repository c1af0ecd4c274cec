from django.db import migrations, models

KINDS = [
    ("send_policy", "送政策"),
    ("send_information", "送信息"),
    ("send_post", "送岗位"),
    ("send_training", "送培训"),
    ("send_subsidy", "送补贴"),
    ("guidance", "职业指导"),
    ("referral", "职业介绍"),
    ("training", "职业培训"),
    ("startup_training", "创业培训"),
    ("policy_told", "政策宣传"),
    ("policy_served", "政策服务"),
    ("policy_received", "政策落实"),
    ("agency", "劳动保障事务代理"),
    ("insurance", "接续社会保险关系"),
    ("premises", "落实经营场地"),
    ("tax_relief", "落实税费减免"),
]


class Migration(migrations.Migration):
    dependencies = [("assistance", "0014_transfers_and_reviews_stay")]

    operations = [
        migrations.AlterField(model, "kind", models.CharField(choices=KINDS, max_length=20, verbose_name="服务内容"))
        for model in ("service", "serviceevent")
    ]
