"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
os.environ.setdefault("PROCESS_KIND", "web")

application = get_wsgi_application()

from config import memory  # noqa: E402
from config.guard import refuse_to_serve  # noqa: E402  (models need the application above)

refuse_to_serve()
memory.settle()
