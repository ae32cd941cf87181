"""What the site says to machines: index and recaps as plain data and as the formats that others read. Pure."""

from recap.exports.recap_data import recap_data
from recap.exports.site import File, Listing, Site, beside, plain_title, whole

__all__ = ["File", "Listing", "Site", "beside", "plain_title", "recap_data", "whole"]
