"""The bureau itself. Exactly one plan in force carries it; national plans have none."""

from __future__ import annotations

from pydantic import Field

from gongkai.plan.shape.part import Name, Part, Slug


class Bureau(Part):
    """The body that the installation serves (one installation, one bureau)."""

    name: Name = Field(description="全称，如西安市体育局")
    short: Name = Field(description="简称")
    entity_code: str = Field("", max_length=40, description="机构代码，用于索引号；待确认时留空")
    document_code: str = Field("", description="机关代字，用于发文字号")
    site_name: str = Field("", description="网站名称")
    site_domain: str = Field("", description="网站域名")
    site_id_code: str = Field("", description="网站标识码")
    theme: str = Field("", description="目录中的主题分类，如“卫生、体育\\体育”")
    icp: str = Field("", description="ICP 备案号")
    police: str = Field("", description="公安备案号")
    contact: str = Field("", description="对外联系电话")
    address: str = Field("", description="办公地址")
    office_hours: str = Field("", description="办公时间")
    disclosure_office: Slug = Field(description="政府信息公开工作机构（条例第四条）：处室代码")
    all_organs: Slug = Field(description="“各处室、各单位”：分组代码，供国家规定的方案引用")
