from zwerm.operations.registry import DemoPart, declare_demo_part
from zwerm.people.demo.make import make_people

declare_demo_part(DemoPart(10, "people", make_people))
