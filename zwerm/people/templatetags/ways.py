from django import template

from zwerm.people.ways import has_no_way_in

register = template.Library()
register.filter("has_no_way_in", has_no_way_in)
